// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * OTLP over gRPC: the three services with their one method. Bodies are taken as bytes, because what
 * fits goes to Kafka as it came.
 */
final class GrpcFront implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int CONNECTIONS_MAX = 256;
  private static final int CALLS_PER_CONNECTION_MAX = 64;
  private static final int KEEPALIVE_SECONDS_MIN = 10;
  private static final int IDLE_MINUTES_MAX = 15;
  private static final int HANDSHAKE_SECONDS_MAX = 10;
  private static final int CLOSE_SECONDS_MAX = 2;

  /** A client that gives up more calls only wants to make work. */
  private static final int RESETS_MAX = 1000;

  private static final int RESETS_SECONDS = 30;

  /** A client that needs longer for one request holds memory that others need. */
  private static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);

  private final Intake intake;
  private final Doors doors;
  private final int requestBytesMax;
  private final Arrivals arrivals;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, GrpcFront::thread);
  private Server server;

  GrpcFront(Intake intake, Budget budget, Doors doors, int requestBytesMax) {
    this.intake = intake;
    this.doors = doors;
    this.requestBytesMax = requestBytesMax;
    this.arrivals = new Arrivals(budget, ARRIVAL_MAX);
  }

  void start(InetSocketAddress address) throws IOException {
    ConnectionLimit connections = new ConnectionLimit(CONNECTIONS_MAX);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address)
            .executor(threads)
            .maxInboundMessageSize(requestBytesMax)
            .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION_MAX)
            .permitKeepAliveTime(KEEPALIVE_SECONDS_MIN, SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .maxConnectionIdle(IDLE_MINUTES_MAX, MINUTES)
            .handshakeTimeout(HANDSHAKE_SECONDS_MAX, SECONDS)
            .maxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
            .addStreamTracerFactory(arrivals)
            .addTransportFilter(connections);
    doors.tls().map(GrpcTls::of).ifPresent(builder::sslContext);
    TokenCheck tokens = new TokenCheck(doors.gatekeeper());
    for (Signal signal : Signal.values()) {
      builder.addService(
          ServerInterceptors.interceptForward(service(signal), connections, tokens, arrivals));
    }
    server = builder.build().start();
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      try {
        server.shutdown().awaitTermination(CLOSE_SECONDS_MAX, SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      server.shutdownNow();
    }
    arrivals.close();
    threads.shutdownNow();
  }

  private ServerServiceDefinition service(Signal signal) {
    MethodDescriptor<Payload, byte[]> export =
        MethodDescriptor.<Payload, byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(signal.service(), "Export"))
            .setRequestMarshaller(new Bodies())
            .setResponseMarshaller(new Answers())
            .build();
    return ServerServiceDefinition.builder(signal.service())
        .addMethod(
            export, ServerCalls.asyncUnaryCall((payload, call) -> take(signal, payload, call)))
        .build();
  }

  private void take(Signal signal, Payload payload, StreamObserver<byte[]> call) {
    if (Arrival.current().handOn()) {
      Envelope envelope = new Envelope(signal, false, TokenCheck.entrance());
      intake.take(envelope, payload, told -> answer(signal, told, call));
    }
  }

  private static void answer(Signal signal, Verdict verdict, StreamObserver<byte[]> call) {
    try {
      if (verdict instanceof Verdict.Taken taken) {
        call.onNext(OtlpAnswer.protobuf(signal, taken));
        call.onCompleted();
      } else if (verdict instanceof Verdict.Refused refused) {
        call.onError(GrpcStatus.of(refused));
      }
    } catch (IllegalStateException | StatusRuntimeException e) {
      // The client is gone, and with it everybody who wanted to know.
      return;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "gateway-grpc");
    thread.setDaemon(true);
    return thread;
  }

  private final class Bodies implements MethodDescriptor.Marshaller<Payload> {

    @Override
    public InputStream stream(Payload value) {
      return new ByteArrayInputStream(value.bytes());
    }

    @Override
    public Payload parse(InputStream stream) {
      try {
        return Payload.read(stream, Arrival.current().hold(), requestBytesMax);
      } catch (StatusRuntimeException e) {
        // gRPC's own limit, met while unpacking.
        return Payload.refused(Verdict.Reason.TOO_LARGE, Payload.tooLarge(requestBytesMax));
      } catch (IOException | RuntimeException e) {
        return Payload.refused(Verdict.Reason.MALFORMED, "The body cannot be unpacked.");
      }
    }
  }

  private static final class Answers implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("bug: a server reads no answers");
    }
  }
}
