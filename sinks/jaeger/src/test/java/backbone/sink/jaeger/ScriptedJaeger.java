// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An OTLP server over a real connection that gives the answers a test wants. As Jaeger does when it
 * is asked for a trace, it takes spans that are equal, byte for byte, for one.
 */
final class ScriptedJaeger extends TraceServiceGrpc.TraceServiceImplBase implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> SENT_AUTHORIZATION = Context.key("authorization");

  final Set<Span> spans = Collections.synchronizedSet(new LinkedHashSet<>());
  final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** Failures to come, one for each request. */
  final Queue<StatusRuntimeException> failures = new ConcurrentLinkedQueue<>();

  /** Requests with such a span are refused as a whole, with its name in the error. */
  volatile Predicate<Span> refused = span -> false;

  /** What a refusal answers. */
  volatile Status refusal = Status.INVALID_ARGUMENT;

  volatile long rejectedSpans;

  private final int messageBytesMax;
  private Server server;
  private int port;

  ScriptedJaeger() throws IOException {
    this(4 << 20);
  }

  ScriptedJaeger(int messageBytesMax) throws IOException {
    this.messageBytesMax = messageBytesMax;
    start();
  }

  String endpoint() {
    return "127.0.0.1:" + port;
  }

  /** Listens, on the same port as before. */
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .addService(this)
            .intercept(new Authorization())
            .maxInboundMessageSize(messageBytesMax)
            .build()
            .start();
    port = server.getPort();
  }

  /** Breaks all connections and listens no more. */
  void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }

  @Override
  public void export(
      ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
    requests.add(request);
    authorizations.add(String.valueOf(SENT_AUTHORIZATION.get()));
    StatusRuntimeException failure = failures.poll();
    List<Span> sent = spans(request);
    if (failure != null) {
      answer.onError(failure);
    } else if (sent.stream().anyMatch(refused)) {
      String words = "cannot take " + sent.get(0).getName();
      answer.onError(refusal.withDescription(words).asRuntimeException());
    } else {
      spans.addAll(sent);
      answer.onNext(
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder().setRejectedSpans(rejectedSpans))
              .build());
      answer.onCompleted();
    }
  }

  static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }

  private static final class Authorization implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      Context context = Context.current().withValue(SENT_AUTHORIZATION, headers.get(AUTHORIZATION));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
