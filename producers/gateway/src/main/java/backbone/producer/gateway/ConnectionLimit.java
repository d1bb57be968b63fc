// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves the calls of so many connections at once; those of further ones are turned away. */
final class ConnectionLimit extends ServerTransportFilter implements ServerInterceptor {

  private static final Attributes.Key<Boolean> BEYOND = Attributes.Key.create("beyond the limit");

  private final int max;
  private final AtomicInteger open = new AtomicInteger();

  ConnectionLimit(int max) {
    this.max = max;
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    boolean beyond = open.incrementAndGet() > max;
    return attributes.toBuilder().set(BEYOND, beyond).build();
  }

  @Override
  public void transportTerminated(Attributes attributes) {
    // Null when the connection ended before it was ready, and so was never counted.
    if (attributes != null && attributes.get(BEYOND) != null) {
      open.decrementAndGet();
    }
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (Boolean.TRUE.equals(call.getAttributes().get(BEYOND))) {
      call.close(
          Status.UNAVAILABLE.withDescription(
              "More than " + max + " connections are open. Share one between exporters."),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(call, headers);
  }
}
