// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.rpc.Status;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class HttpFrontTest {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final String ONE_SPAN =
      "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":"
          + "\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\","
          + "\"name\":\"a\",\"kind\":2}]}]}]}";

  private final MockProducer<byte[], byte[]> kafka = Rig.producer(true);

  @Test
  void answersInProtobuf_whenAskedInProtobuf() throws Exception {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      byte[] body = Rig.gzip(Requests.spans(2, 10).toByteArray());
      var answer =
          rig.send(rig.post("/v1/traces", PROTOBUF, body).header("Content-Encoding", "gzip"));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains(PROTOBUF);
      assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
      assertThat(ExportTraceServiceRequest.parseFrom(kafka.history().get(0).value()))
          .isEqualTo(Requests.spans(2, 10));
    }
  }

  @Test
  void answersInJsonAndWritesProtobuf_whenAskedInJson() throws Exception {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      var answer =
          rig.send(rig.post("/v1/traces", JSON + "; charset=utf-8", ONE_SPAN.getBytes(UTF_8)));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new String(answer.body(), UTF_8)).isEqualTo("{}");
      var span =
          ExportTraceServiceRequest.parseFrom(kafka.history().get(0).value())
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpans(0);
      assertThat(span.getName()).isEqualTo("a");
      assertThat(span.getTraceId().size()).isEqualTo(16);
      assertThat(kafka.history().get(0).headers().lastHeader("content-type").value())
          .isEqualTo(PROTOBUF.getBytes(UTF_8));
    }
  }

  @Test
  void tellsPartialSuccessInJson_whenLogIsTooLarge() throws Exception {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      String body =
          "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\""
              + "x".repeat(950_000)
              + "\"}}]}]}]}";
      var answer = rig.send(rig.post("/v1/logs", JSON, body.getBytes(UTF_8)));

      var partial = new ObjectMapper().readTree(answer.body()).path("partialSuccess");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(partial.path("rejectedLogRecords").asText()).isEqualTo("1");
      assertThat(partial.path("errorMessage").asText()).startsWith("1 log record is larger than");
      assertThat(kafka.history()).isEmpty();
    }
  }

  @Test
  void says400WithStatus_whenBodyIsBroken() throws Exception {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      var protobuf = rig.send(rig.post("/v1/traces", PROTOBUF, new byte[] {10, 99, 1}));
      var json = rig.send(rig.post("/v1/traces", JSON, "{\"resourceSpans\":[".getBytes(UTF_8)));
      var gzip =
          rig.send(
              rig.post("/v1/logs", JSON, new byte[] {1, 2}).header("Content-Encoding", "gzip"));

      assertThat(List.of(protobuf, json, gzip)).allMatch(answer -> answer.statusCode() == 400);
      assertThat(Status.parseFrom(protobuf.body()).getCode()).isEqualTo(3);
      assertThat(Status.parseFrom(protobuf.body()).getMessage())
          .isEqualTo("The body is no OTLP protobuf of /v1/traces.");
      assertThat(new ObjectMapper().readTree(json.body()).path("code").asInt()).isEqualTo(3);
      assertThat(rig.count("errors")).isEqualTo(3);
    }
  }

  @Test
  void refusesWithItsStatus_whenRequestIsOfNoKindThatWeKnow() throws Exception {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      byte[] body = ONE_SPAN.getBytes(UTF_8);
      var get = rig.post("/v1/traces", JSON, body).GET();
      var text = rig.post("/v1/traces", "text/plain", body);
      var zstd = rig.post("/v1/traces", JSON, body).header("Content-Encoding", "zstd");
      var path = rig.post("/v1/profiles", JSON, body);

      assertThat(rig.send(get).statusCode()).isEqualTo(405);
      assertThat(rig.send(get).headers().firstValue("Allow")).contains("POST");
      assertThat(rig.send(text).statusCode()).isEqualTo(415);
      assertThat(rig.send(zstd).statusCode()).isEqualTo(415);
      assertThat(rig.send(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void says413AndFreesMemory_whenBodyUnpacksBeyondTheLimit() throws Exception {
    try (Rig rig = new Rig(Map.of("gateway.request.bytes.max", "100000"), () -> kafka)) {
      byte[] bomb = Rig.gzip(new byte[50_000_000]);
      var answer =
          rig.send(rig.post("/v1/traces", PROTOBUF, bomb).header("Content-Encoding", "gzip"));

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(Status.parseFrom(answer.body()).getMessage())
          .contains("gateway.request.bytes.max=100000");
      assertThat(rig.gateway.health().facts()).containsEntry("waitingBytes", 0L);
    }
  }

  @Test
  void says503WithRetryAfter_whenKafkaIsAway() throws Exception {
    MockProducer<byte[], byte[]> away = Rig.producer(true);
    away.sendException = new TimeoutException("Topic telemetry.spans.raw not present");
    try (Rig rig = new Rig(Map.of(), () -> away)) {
      var answer = rig.send(rig.post("/v1/traces", JSON, ONE_SPAN.getBytes(UTF_8)));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(rig.count("sent")).isZero();
    }
  }

  @Test
  void says429WithRetryAfter_whenTooMuchWaits() throws Exception {
    MockProducer<byte[], byte[]> slow = Rig.producer(false);
    try (Rig rig = new Rig(Rig.SMALL_QUEUE, () -> slow)) {
      byte[] body = Requests.spans(1, 700_000).toByteArray();
      var first = rig.begin(rig.post("/v1/traces", PROTOBUF, body));
      backbone.testkit.Eventually.await("the first one", () -> slow.history().size() == 1);

      var answer = rig.send(rig.post("/v1/traces", PROTOBUF, body));

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      slow.completeNext();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(rig.gateway.health().facts()).containsEntry("waitingBytes", 0L);
    }
  }

  @Test
  void postsMetricsOnUntilTaken_whenReceiverIsSlowToCome() throws Exception {
    List<byte[]> posted = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/m",
        exchange -> {
          posted.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(posted.size() == 1 ? 503 : 200, -1);
          exchange.close();
        });
    receiver.start();
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/m";
    try (Rig rig = new Rig(Map.of("gateway.otlp.metrics.url", url), () -> kafka)) {
      var answer = rig.send(rig.post("/v1/metrics", PROTOBUF, Requests.gauge().toByteArray()));

      assertThat(answer.statusCode()).isEqualTo(200);
      backbone.testkit.Eventually.await("the metrics", () -> rig.count("sent") == 1);
      assertThat(posted.get(1)).isEqualTo(Requests.gauge().toByteArray());
    } finally {
      receiver.stop(0);
    }
  }
}
