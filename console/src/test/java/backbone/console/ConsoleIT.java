// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over a real Elasticsearch with the sink's own mapping. */
final class ConsoleIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant END = Instant.parse("2026-11-20T14:00:00Z");
  private static final String RANGE = "from=2026-11-20T12:00:00Z&to=2026-11-20T14:00:01Z";

  private static String elasticsearch;
  private static TestConsole console;
  private static List<LogEvent> events;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    elasticsearch = SharedElasticsearch.empty();
    events = ShopLogs.until(END);
    new Indexer(elasticsearch).index(events);
    console = TestConsole.started(elasticsearch);
  }

  @AfterAll
  static void stop() throws Exception {
    console.close();
  }

  @Test
  void listsEveryEventOnceInOrder_whenPagedThrough() throws Exception {
    List<String> times = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = get("/api/logs?" + RANGE + "&size=500&sort=asc&cursor=" + cursor);
      for (JsonNode event : page.path("events")) {
        ids.add(event.path("id").asText());
        times.add(event.path("@timestamp").asText());
      }
      cursor = page.path("next").asText("null").equals("null") ? "" : page.path("next").asText();
    } while (!cursor.isEmpty());
    assertThat(ids).hasSize(events.size());
    assertThat(times).hasSize(events.size()).isSorted();
  }

  @Test
  void settlesTiesByFileAndOffset_whenTimesAreEqual() throws Exception {
    Instant tie = Instant.parse("2026-10-01T00:00:00Z");
    List<LogEvent> ties = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      LogEvent event =
          ShopLogs.event(tie, i % 2 == 0 ? "b-service" : "a-service", "info", "tie " + i);
      event.setOriginId("tie" + i + ":1:000000000000");
      event.setFileOffset((long) (60 - i * 10));
      ties.add(event);
    }
    ties.get(0).setFilePath(null);
    ties.get(0).setFileOffset(null);
    new Indexer(elasticsearch).index(ties);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int i = 0; i < 6; i++) {
      JsonNode page =
          get(
              "/api/logs?from=2026-10-01T00:00:00Z&to=2026-10-01T00:00:01Z&sort=asc&size=1&cursor="
                  + cursor);
      seen.add(page.at("/events/0/message").asText());
      cursor = page.path("next").asText();
    }
    assertThat(seen).containsExactly("tie 5", "tie 3", "tie 1", "tie 4", "tie 2", "tie 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "결제 | 5",
        "결제실패 | 1",
        "\"결제실패 코드\" | 1",
        "-결제 service:payment-service level:warn | 1",
        "onerror | 1",
        "\"<img src=x\" | 1",
        "shop.auth.InvalidTokenException nosuchword | 0",
        "nosuchword | 0",
        "TokenVerifier.java | -1",
        "500 | -1",
        "status:5xx | -1",
        "expir* | -1",
        "file:auth-service.log level:error | -1",
        "auth-service level:error | -1",
        "\"token is expired\" | -1",
      })
  void finds(String text, int expected) throws Exception {
    JsonNode found = get("/api/logs?" + RANGE + "&size=500&q=" + encode(text)).path("events");
    long errors = events.stream().filter(e -> "error".equals(e.getLevel())).count();
    assertThat(found.size()).isEqualTo(expected < 0 ? Math.toIntExact(errors) : expected);
  }

  @Test
  void findsByIdentity_whenTraceIsPasted() throws Exception {
    String trace = events.get(0).getTraceId();
    assertThat(get("/api/logs?" + RANGE + "&q=" + trace).path("events").size()).isPositive();
  }

  @Test
  void showsStepOfErrors_inHistogram() throws Exception {
    JsonNode histogram = get("/api/histogram?" + RANGE + "&level=error");
    long before = 0;
    long after = 0;
    for (JsonNode bar : histogram.path("bars")) {
      boolean fault = bar.path("t").asLong() >= END.minusSeconds(1200).toEpochMilli();
      long errors = bar.at("/levels/error").asLong();
      before += fault ? 0 : errors;
      after += fault ? errors : 0;
    }
    assertThat(histogram.path("intervalMs").asLong()).isLessThanOrEqualTo(3_600_000);
    assertThat(after).isGreaterThan(before * 5);
    assertThat(histogram.path("total").asLong()).isEqualTo(before + after);
  }

  @Test
  void countsFacetsUnderOtherFilters() throws Exception {
    JsonNode facets = get("/api/facets?" + RANGE + "&service=auth-service");
    assertThat(facets.at("/service/values").size()).isEqualTo(4);
    long levels = 0;
    for (JsonNode level : facets.at("/level/values")) {
      levels += level.path("count").asLong();
    }
    long auth = events.stream().filter(e -> e.getServiceName().equals("auth-service")).count();
    assertThat(levels).isEqualTo(auth);
    assertThat(facets.at("/team/values/0/value").asText()).isEqualTo("shop");
  }

  @Test
  void showsOneEventInFull() throws Exception {
    LogEvent error =
        events.stream().filter(e -> "error".equals(e.getLevel())).findFirst().orElseThrow();
    JsonNode event = get("/api/logs/" + encode(error.getOriginId()));
    assertThat(event.at("/fields/error.stack_trace").asText()).contains("TokenVerifier.verify");
    assertThat(event.path("fields").path("@timestamp").asText()).endsWith("123456Z");
    assertThat(fetch("/api/logs/nosuch").statusCode()).isEqualTo(404);
  }

  @Test
  void offersWhereDataIs_whenRangeIsEmpty() throws Exception {
    JsonNode extent =
        get("/api/extent?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z&service=order-service");
    assertThat(extent.at("/search/count").asLong()).isEqualTo(1440);
    assertThat(extent.at("/search/newest").asText()).startsWith("2026-11-20T13:59:55");
    assertThat(extent.at("/all/count").asLong()).isGreaterThanOrEqualTo(events.size());
  }

  @Test
  void tailsByArrival() throws Exception {
    Instant now = Instant.now();
    new Indexer(elasticsearch)
        .index(List.of(ShopLogs.event(now, "tail-service", "info", "hello tail")));
    JsonNode tail = get("/api/tail?from=-1h&to=" + now.plusSeconds(60) + "&since=" + now);
    assertThat(tail.at("/events/0/message").asText()).isEqualTo("hello tail");
    assertThat(Instant.parse(tail.path("since").asText())).isAfter(now);
    assertThat(get("/api/tail?from=-1h&to=now&since=" + now.plusSeconds(3600)).path("events"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/logs?size=501",
    "/api/logs?size=x",
    "/api/logs?sort=up",
    "/api/logs?from=never",
    "/api/logs?q=%22open",
    "/api/logs?cursor=abc",
    "/api/histogram?q=a*",
    "/api/logs?q=client:nowhere",
    "/api/logs?cursor=WyJ4IiwieCIsIngiLCJ4Il0",
  })
  void answersOneSentence_whenQuestionIsWrong(String path) throws Exception {
    HttpResponse<String> answer = fetch(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(MAPPER.readTree(answer.body()).path("error").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/traces, traces",
    "/api/traces?from=1970-01-01T00:00:00Z&minMs=1, traces",
    "/api/traces/facets, services",
    "/api/red, buckets",
    "/api/slow-calls, calls",
    "/api/errors-cpu, cpu",
  })
  void answersNothing_whenNoSpanAndNoMinuteHasEverCome(String path, String list) throws Exception {
    assertThat(get(path).path(list).isArray()).isTrue();
    assertThat(get(path).path(list)).isEmpty();
  }

  @Test
  void saysSoAndGoesOn_whenElasticsearchIsDown() throws Exception {
    try (TestConsole alone = TestConsole.started("http://127.0.0.1:9")) {
      URI uri = URI.create(alone.url() + "/api/logs");
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(MAPPER.readTree(answer.body()).path("error").asText())
          .isEqualTo(
              "Elasticsearch at http://127.0.0.1:9 cannot be searched (connection refused)."
                  + " Nothing is lost: events wait in Kafka until it is back.");
      URI page = URI.create(alone.url() + "/");
      assertThat(
              http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = fetch(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(console.url() + path)).build(), BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
