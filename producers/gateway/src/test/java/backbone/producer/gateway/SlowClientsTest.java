// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Eventually;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

/** Clients that begin a request and do not end it. */
final class SlowClientsTest {

  private static final int SLOW_CLIENTS = 60;
  private final MockProducer<byte[], byte[]> kafka = Rig.producer(true);

  @Test
  void countsABodyThatIsNotWhole_andForgetsItWhenItsClientGoes() throws Exception {
    try (Rig rig = new Rig(Rig.SMALL_QUEUE, () -> kafka)) {
      Half first = new Half(rig.channel, Requests.spans(1, 700_000));
      Eventually.await("the first one's bytes", () -> rig.waitingBytes() >= 700_000);

      first.call.cancel("gone", null);

      Eventually.await("an empty memory", () -> rig.waitingBytes() == 0);
    }
  }

  @Test
  void turnsAway_whenBodiesThatAreNotWholeFillTheMemory() throws Exception {
    try (Rig rig = new Rig(Rig.SMALL_QUEUE, () -> kafka)) {
      Half first = new Half(rig.channel, Requests.spans(1, 700_000));
      Eventually.await("the first one's bytes", () -> rig.waitingBytes() >= 700_000);

      Half second = new Half(rig.channel, Requests.spans(1, 700_000));

      assertThat(second.end.get(20, TimeUnit.SECONDS).getCode())
          .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      first.call.halfClose();
      assertThat(first.end.get(20, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.OK);
      Eventually.await("an empty memory", () -> rig.waitingBytes() == 0);
      assertThat(kafka.history()).hasSize(1);
    }
  }

  @Test
  void endsACall_whenItsRequestIsNotWholeInTime() throws Exception {
    Budget budget = new Budget(1 << 20);
    try (Arrivals arrivals = new Arrivals(budget, Duration.ofMillis(200))) {
      Server server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .addStreamTracerFactory(arrivals)
              .addService(
                  ServerInterceptors.intercept(
                      new TraceServiceGrpc.TraceServiceImplBase() {}.bindService(), arrivals))
              .build()
              .start();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
      try {
        Half half = new Half(channel, Requests.spans(1, 5));

        Status end = half.end.get(20, TimeUnit.SECONDS);

        assertThat(end.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(end.getDescription()).startsWith("The request was not whole after");
        Eventually.await("an empty memory", () -> budget.used() == 0);
      } finally {
        channel.shutdownNow();
        server.shutdownNow();
      }
    }
  }

  @Test
  void answersOthersOverHttp_whenManyAreSlow() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.gateway.httpPort());
        slow.add(socket);
        String half = "POST /v1/traces HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx";
        socket.getOutputStream().write(half.getBytes(ISO_8859_1));
      }

      var answer =
          rig.begin(
              rig.post("/v1/logs", "application/x-protobuf", Requests.logs(1, 5).toByteArray()));

      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void answersWhatItHasBegun_whenItStops() throws Exception {
    MockProducer<byte[], byte[]> slow = Rig.producer(false);
    try (Rig rig = new Rig(Map.of(), () -> slow)) {
      var begun =
          rig.begin(
              rig.post("/v1/logs", "application/x-protobuf", Requests.logs(1, 5).toByteArray()));
      Eventually.await("the request", () -> slow.history().size() == 1);
      CompletableFuture<Void> closed = CompletableFuture.runAsync(rig.gateway::close);

      slow.completeNext();

      assertThat(begun.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      closed.get(20, TimeUnit.SECONDS);
    }
  }

  /** A call with its message but without its end. */
  private static final class Half {

    private final ClientCall<ExportTraceServiceRequest, ExportTraceServiceResponse> call;
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    Half(Channel channel, ExportTraceServiceRequest request) {
      call = channel.newCall(TraceServiceGrpc.getExportMethod(), CallOptions.DEFAULT);
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onClose(Status status, Metadata trailers) {
              end.complete(status);
            }
          },
          new Metadata());
      call.request(2);
      call.sendMessage(request);
    }
  }
}
