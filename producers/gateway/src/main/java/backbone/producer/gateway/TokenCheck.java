// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns calls without a valid token away before anything of their body is asked for. */
final class TokenCheck implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<Entrance> ENTRANCE = Context.key("entrance");

  private final Gatekeeper gatekeeper;

  TokenCheck(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  /** That of the call of this thread. */
  static Entrance entrance() {
    return ENTRANCE.get();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    List<String> given = new ArrayList<>();
    Iterable<String> values = headers.getAll(AUTHORIZATION);
    if (values != null) {
      values.forEach(given::add);
    }
    Object peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    Optional<Entrance> entrance = gatekeeper.admit(given, peer);
    if (entrance.isEmpty()) {
      call.close(Status.UNAUTHENTICATED.withDescription(Gatekeeper.REFUSAL), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context admitted = Context.current().withValue(ENTRANCE, entrance.get());
    return Contexts.interceptCall(admitted, call, headers, next);
  }
}
