// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Both fronts with tokens set. */
final class TokensTest {

  private static final String SHOP = "shop-0123456789abcdef";
  private static final String BANK = "bank-0123456789abcdef";
  private static final Map<String, String> TOKENS =
      Map.of(
          "gateway.env", "prod",
          "gateway.team", "nobody",
          "gateway.tokens.0.token", SHOP,
          "gateway.tokens.0.team", "shop",
          "gateway.tokens.1.token", BANK,
          "gateway.tokens.1.env", "test",
          "gateway.tokens.1.region", "seoul");

  private final MockProducer<byte[], byte[]> kafka = Rig.producer(true);

  @Test
  void marksRecordsWithTheEntrance_whenSentOverGrpc() {
    try (Rig rig = new Rig(TOKENS, () -> kafka)) {
      export(rig.withToken(SHOP));
      export(rig.withToken(BANK));

      assertThat(headers(kafka.history().get(0)))
          .containsEntry("telemetry-env", "prod")
          .containsEntry("telemetry-team", "shop")
          .doesNotContainKey("telemetry-region");
      assertThat(headers(kafka.history().get(1)))
          .containsEntry("telemetry-env", "test")
          .containsEntry("telemetry-team", "nobody")
          .containsEntry("telemetry-region", "seoul");
    }
  }

  @Test
  void marksRecordsWithTheEntrance_whenSentOverHttp() throws Exception {
    try (Rig rig = new Rig(TOKENS, () -> kafka)) {
      int status = rig.send(post(rig).header("Authorization", "Bearer " + BANK)).statusCode();

      assertThat(status).isEqualTo(200);
      assertThat(headers(kafka.history().get(0))).containsEntry("telemetry-region", "seoul");
    }
  }

  @Test
  void saysUnauthenticated_whenTokenIsMissingOrWrong() {
    try (Rig rig = new Rig(TOKENS, () -> kafka)) {
      StatusRuntimeException none = refusal(rig.channel);
      StatusRuntimeException wrong = refusal(rig.withToken(SHOP + "x"));

      assertThat(none.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(none.getStatus().getDescription())
          .isEqualTo(
              "The request has no valid token. Send a token of this gateway as `Authorization:"
                  + " Bearer TOKEN`.");
      assertThat(wrong.getStatus()).hasToString(none.getStatus().toString());
      assertThat(kafka.history()).isEmpty();
      assertThat(rig.count("dropped")).isEqualTo(2);
      assertThat(rig.count("received")).isEqualTo(2);
      assertThat(rig.waitingBytes()).isZero();
    }
  }

  @Test
  void says401InTheEncodingOfTheRequest_whenTokenIsMissingOrWrong() throws Exception {
    try (Rig rig = new Rig(TOKENS, () -> kafka)) {
      var none = rig.send(post(rig));
      var wrong = rig.send(post(rig).header("Authorization", "Bearer " + SHOP + "x"));
      var json = rig.send(rig.post("/v1/logs", "application/json", "{}".getBytes(UTF_8)));
      var elsewhere = rig.send(rig.post("/other", "text/plain", new byte[0]).GET());

      assertThat(none.statusCode()).isEqualTo(401);
      assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(com.google.rpc.Status.parseFrom(none.body()).getCode()).isEqualTo(16);
      assertThat(wrong.body()).isEqualTo(none.body());
      assertThat(new ObjectMapper().readTree(json.body()).path("message").asText())
          .isEqualTo(Gatekeeper.REFUSAL);
      assertThat(elsewhere.statusCode()).isEqualTo(401);
      assertThat(rig.count("dropped")).isEqualTo(4);
      assertThat(kafka.history()).isEmpty();
    }
  }

  @Test
  void refusesTwoHeaders_evenWhenBothAreRight() throws Exception {
    try (Rig rig = new Rig(TOKENS, () -> kafka)) {
      var both =
          post(rig)
              .header("Authorization", "Bearer " + SHOP)
              .header("Authorization", "Bearer " + SHOP);

      assertThat(rig.send(both).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void readsNoSecondRequest_behindOneOfDoubtfulLength() throws Exception {
    try (Rig rig = new Rig(TOKENS, () -> kafka)) {
      String hidden = head("Content-Length: 2\r\n") + "{}";
      for (String lengths :
          List.of(
              "Content-Length: 0\r\nContent-Length: " + hidden.length() + "\r\n",
              "Content-Length: " + hidden.length() + "\r\nTransfer-Encoding: chunked\r\n",
              "Content-Length: +0\r\n")) {
        String answers = raw(rig, head(lengths) + hidden);

        assertThat(answers.split("HTTP/1.1 ", -1)).as(lengths).hasSizeLessThanOrEqualTo(2);
        assertThat(answers).as(lengths).doesNotContain("HTTP/1.1 200");
      }
    }
  }

  @Test
  void tellsBrowsersNothing_ofOtherSites() throws Exception {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      var preflight =
          rig.post("/v1/logs", "application/json", new byte[0])
              .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
              .header("Access-Control-Request-Method", "POST");

      var answer = rig.send(preflight);

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control"));
    }
  }

  @Test
  void holdsNoToken_inHealthOrMetrics() {
    try (Rig rig = new Rig(TOKENS, () -> kafka)) {
      refusal(rig.withToken("a-token-of-somebody-else"));

      assertThat(rig.gateway.health().toString() + rig.metrics.scrape())
          .doesNotContain(SHOP, BANK, "somebody-else");
    }
  }

  private static String head(String lengths) {
    return "POST /v1/logs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        + "Authorization: Bearer "
        + SHOP
        + "\r\n"
        + lengths
        + "\r\n";
  }

  private static String raw(Rig rig, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.gateway.httpPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static HttpRequest.Builder post(Rig rig) {
    return rig.post("/v1/logs", "application/x-protobuf", Requests.logs(1, 5).toByteArray());
  }

  private static void export(Channel channel) {
    var unused = LogsServiceGrpc.newBlockingStub(channel).export(Requests.logs(1, 5));
  }

  private static StatusRuntimeException refusal(Channel channel) {
    return catchThrowableOfType(
        StatusRuntimeException.class,
        () -> TraceServiceGrpc.newBlockingStub(channel).export(Requests.spans(1, 600_000)));
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    return headers;
  }
}
