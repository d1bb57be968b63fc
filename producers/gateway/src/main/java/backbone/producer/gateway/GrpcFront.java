// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
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
  private static final int CLOSE_SECONDS_MAX = 2;

  private final Intake intake;
  private final Budget budget;
  private final int requestBytesMax;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, GrpcFront::thread);
  private Server server;

  GrpcFront(Intake intake, Budget budget, int requestBytesMax) {
    this.intake = intake;
    this.budget = budget;
    this.requestBytesMax = requestBytesMax;
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
            .addTransportFilter(connections);
    for (Signal signal : Signal.values()) {
      builder.addService(ServerInterceptors.intercept(service(signal), connections));
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
            export,
            ServerCalls.asyncUnaryCall(
                (payload, call) ->
                    intake.take(signal, payload, false, told -> answer(signal, told, call))))
        .build();
  }

  private static void answer(Signal signal, Verdict verdict, StreamObserver<byte[]> call) {
    try {
      if (verdict instanceof Verdict.Taken taken) {
        call.onNext(OtlpAnswer.protobuf(signal, taken));
        call.onCompleted();
      } else if (verdict instanceof Verdict.Refused refused) {
        call.onError(status(refused));
      }
    } catch (IllegalStateException | StatusRuntimeException e) {
      // The client is gone, and with it everybody who wanted to know.
      return;
    }
  }

  private static StatusRuntimeException status(Verdict.Refused refused) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setMessage(refused.message());
    switch (refused.reason()) {
      // Some clients repeat for ever what was refused as exhausted.
      case MALFORMED, TOO_LARGE -> status.setCode(Code.INVALID_ARGUMENT_VALUE);
      case BUSY -> status.setCode(Code.RESOURCE_EXHAUSTED_VALUE).addDetails(retry());
      case AWAY -> status.setCode(Code.UNAVAILABLE_VALUE).addDetails(retry());
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /** Without this a client gives up on an exhausted resource. */
  private static Any retry() {
    Duration delay = Duration.newBuilder().setSeconds(OtlpAnswer.RETRY_SECONDS).build();
    return Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build());
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
        return Payload.read(stream, budget, requestBytesMax);
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
