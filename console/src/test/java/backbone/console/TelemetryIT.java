// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import backbone.testkit.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces, metrics and the pipeline over a real Elasticsearch with the sink's own mappings. */
final class TelemetryIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant END = Instant.parse("2026-11-20T14:00:00Z");
  private static final String RANGE = "from=2026-11-20T12:00:00Z&to=2026-11-20T14:00:01Z";

  private static TestConsole console;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    String elasticsearch = SharedElasticsearch.empty();
    Indexer indexer = new Indexer(elasticsearch);
    indexer.index(ShopLogs.until(END));
    indexer.index(ShopLogs.ofTraces(END));
    indexer.spans(ShopTraces.until(END));
    indexer.minutes(ShopMinutes.until(END));
    console = TestConsole.started(elasticsearch);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void listsEveryTraceOnce_whenPagedThrough() throws Exception {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    long total = 0;
    do {
      JsonNode page = get("/api/traces?" + RANGE + "&size=17&cursor=" + cursor);
      page.path("traces").forEach(trace -> ids.add(trace.path("traceId").asText()));
      total = Math.max(total, page.path("total").asLong());
      cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(ids).doesNotHaveDuplicates().hasSize(ShopTraces.until(END).size());
    assertThat(total).isEqualTo(ids.size());
  }

  @ParameterizedTest
  @CsvSource({
    "service=inventory-service&minMs=1900,1",
    "service=payment-service&operation=GET%20session&minMs=1100,1",
    "service=payment-service&operation=GET%20session&minMs=1100&maxMs=1150,0",
    "service=auth-service&error=true&minMs=5000,0",
    "policy=slow-traces,2",
    "q=session&policy=slow-traces,2",
    "q=55555555555555555555555555555552,1",
  })
  void findsTracesBySpansThatFit(String filter, int expected) throws Exception {
    assertThat(get("/api/traces?" + RANGE + "&" + filter).path("traces")).hasSize(expected);
  }

  @Test
  void tellsOfATrace_whatItWas() throws Exception {
    JsonNode trace =
        get("/api/traces?" + RANGE + "&service=inventory-service&minMs=1900").at("/traces/0");
    assertThat(trace.path("traceId").asText()).isEqualTo(ShopTraces.SLOW_INVENTORY);
    assertThat(trace.path("service").asText()).isEqualTo("order-service");
    assertThat(trace.path("operation").asText()).isEqualTo("POST /orders");
    assertThat(trace.path("spans").asInt()).isEqualTo(12);
    assertThat(trace.path("durationMs").asDouble()).isCloseTo(2068.12, within(0.01));
    assertThat(trace.path("services")).hasSize(3);
    assertThat(trace.path("policy").asText()).isEqualTo("slow-traces");
    JsonNode failed = get("/api/traces?" + RANGE + "&error=1&size=1").at("/traces/0");
    assertThat(failed.path("errors").asInt()).isEqualTo(2);
  }

  @Test
  void offersValuesToChooseFrom() throws Exception {
    JsonNode facets = get("/api/traces/facets?" + RANGE + "&service=auth-service");
    assertThat(facets.path("services")).hasSize(4);
    assertThat(facets.path("operations").findValuesAsText("value"))
        .containsExactlyInAnyOrder("POST /login", "SELECT user", "verify token");
    assertThat(facets.path("policies")).hasSize(3);
  }

  @Test
  void showsThatRedisIsTheSlowCall() throws Exception {
    JsonNode trace = get("/api/traces/" + ShopTraces.SLOW_REDIS);
    assertThat(trace.path("state").asText()).isEqualTo("indexed");
    assertThat(trace.path("spans")).hasSize(12);
    assertThat(trace.at("/spans/0/name").asText()).isEqualTo("POST /orders");
    assertThat(trace.at("/spans/0/depth").asInt()).isZero();
    JsonNode cause = trace.at("/criticalPath/0");
    assertThat(cause.path("service").asText()).isEqualTo("payment-service");
    assertThat(cause.path("name").asText()).isEqualTo("GET session");
    assertThat(cause.path("ms").asDouble()).isCloseTo(1180.12, within(0.01));
    JsonNode redis = span(trace, cause.path("spanId").asText());
    assertThat(redis.at("/figures/thread.cpu.time").asLong()).isEqualTo(1_000_000);
    assertThat(redis.path("figures")).hasSize(6);
    assertThat(trace.path("logs")).hasSize(4);
    assertThat(trace.path("logs").findValuesAsText("span.id"))
        .contains(redis.path("spanId").asText());
  }

  @Test
  void tellsEverythingOfOneSpan() throws Exception {
    String redis = ShopTraces.spanId(8);
    JsonNode span = get("/api/traces/" + ShopTraces.SLOW_REDIS + "/" + redis);
    assertThat(span.at("/attributes/db.system").asText()).isEqualTo("redis");
    assertThat(span.at("/fields/service.name").asText()).isEqualTo("payment-service");
    assertThat(fetch("/api/traces/" + ShopTraces.SLOW_REDIS + "/0").statusCode()).isEqualTo(404);
  }

  @Test
  void standsInForAMissingParent() throws Exception {
    JsonNode trace = get("/api/traces/" + ShopTraces.ORPHANS);
    assertThat(trace.at("/spans/0/missing").asBoolean()).isTrue();
    assertThat(trace.at("/spans/1/name").asText()).isEqualTo(ShopLogs.MARKUP);
    assertThat(trace.at("/spans/2/depth").asInt()).isEqualTo(2);
  }

  @Test
  void tellsWhatHappened_whenTheSpansAreNotThere() throws Exception {
    JsonNode dropped = get("/api/traces/" + ShopLogs.DROPPED + "?at=2026-11-20T13:58:30Z");
    assertThat(dropped.path("state").asText()).isEqualTo("dropped");
    assertThat(dropped.path("sentence").asText())
        .isEqualTo("Dropped by ten-percent at 2026-11-20T13:58:30Z.");
    assertThat(dropped.path("logs")).hasSize(1);
    assertThat(get("/api/traces/" + "a".repeat(32)).path("sentence").asText())
        .isEqualTo("Kept by errors at 2026-11-20T13:58:00Z, on its way to the index.");
    assertThat(get("/api/traces/" + "0".repeat(32)).path("sentence").asText())
        .isEqualTo(
            "No decision yet since 2026-11-20T13:58:00Z: it may still be open (decisions take 10"
                + " s).");
    assertThat(get("/api/traces/1234").path("state").asText()).isEqualTo("unknown");
  }

  @Test
  void countsCallsOfAllParts_beforeSampling() throws Exception {
    JsonNode red = get("/api/red?" + RANGE + "&service=payment-service");
    assertThat(red.path("intervalMs").asLong()).isEqualTo(60_000);
    assertThat(red.path("buckets")).hasSize(120);
    JsonNode before = red.at("/buckets/0");
    JsonNode after = red.at("/buckets/119");
    assertThat(before.path("calls").asLong()).isEqualTo(ShopMinutes.CALLS);
    assertThat(before.path("rate").asDouble()).isEqualTo(2.0);
    assertThat(before.path("p50").asDouble()).isBetween(10.0, 50.0);
    assertThat(after.path("p95").asDouble()).isBetween(1000.0, 1400.0);
    JsonNode auth = get("/api/red?" + RANGE + "&service=auth-service").at("/services/0");
    assertThat(auth.path("calls").asLong()).isEqualTo(120L * ShopMinutes.CALLS);
    assertThat(auth.path("errorRate").asDouble()).isCloseTo(0.13, within(0.01));
    assertThat(get("/api/red?" + RANGE).path("operations")).hasSize(4);
  }

  @Test
  void putsRedisFirst_amongSlowCalls() throws Exception {
    JsonNode calls = get("/api/slow-calls?" + RANGE + "&service=payment-service").path("calls");
    assertThat(calls).hasSize(2);
    assertThat(calls.at("/0/operation").asText()).isEqualTo("GET session");
    assertThat(calls.at("/0/p99").asDouble()).isGreaterThan(1000);
  }

  @Test
  void showsErrorsAndCpuInTheSameBuckets() throws Exception {
    JsonNode both = get("/api/errors-cpu?" + RANGE);
    long step = both.path("intervalMs").asLong();
    both.path("errors").forEach(e -> assertThat(e.path("t").asLong() % step).isZero());
    both.path("cpu").forEach(c -> assertThat(c.path("t").asLong() % step).isZero());
    JsonNode calm = both.at("/cpu/5");
    JsonNode busy = both.path("cpu").path(both.path("cpu").size() - 3);
    assertThat(busy.path("system").asDouble()).isGreaterThan(calm.path("system").asDouble() + 0.3);
    assertThat(busy.path("processes")).hasSize(3);
  }

  @Test
  void showsThePipelinesBooks() throws Exception {
    Eventually.await("the pipeline's facts", () -> !get("/api/pipeline").path("readAt").isNull());
    JsonNode pipeline = get("/api/pipeline");
    assertThat(pipeline.path("stages")).hasSize(8);
    assertThat(pipeline.at("/jobs/0/job").asText()).isEqualTo("normalize-logs");
    assertThat(pipeline.at("/jobs/0/items/dropped-too-large").asLong()).isEqualTo(12);
    assertThat(pipeline.at("/jobs/0/residue").asLong()).isZero();
    assertThat(pipeline.at("/dead/0/records").asLong()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/traces?size=101",
    "/api/traces?minMs=2s",
    "/api/traces?cursor=abc",
    "/api/traces/x?at=never",
    "/api/red?from=never",
    "/api/slow-calls?to=never",
    "/api/errors-cpu?from=now&to=-1h",
  })
  void answersOneSentence_whenQuestionIsWrong(String path) throws Exception {
    HttpResponse<String> answer = fetch(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(MAPPER.readTree(answer.body()).path("error").asText()).isNotEmpty();
  }

  @Test
  void saysSo_whenElasticsearchIsDown() throws Exception {
    try (TestConsole alone = TestConsole.started("http://127.0.0.1:9")) {
      for (String path : List.of("/api/traces", "/api/traces/x", "/api/red", "/api/errors-cpu")) {
        URI uri = URI.create(alone.url() + path);
        var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
      }
    }
  }

  @Test
  void servesTheSamePage_atEveryPath() throws Exception {
    HashSet<String> bodies = new HashSet<>();
    for (String path : List.of("/", "/traces", "/metrics", "/pipeline")) {
      bodies.add(fetch(path).body());
    }
    assertThat(bodies).hasSize(1);
  }

  private static JsonNode span(JsonNode trace, String spanId) {
    for (JsonNode span : trace.path("spans")) {
      if (span.path("spanId").asText().equals(spanId)) {
        return span;
      }
    }
    throw new AssertionError("no span " + spanId);
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = fetch(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> fetch(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(console.url() + path)).build(), BodyHandlers.ofString());
  }
}
