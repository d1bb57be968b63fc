// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;

/**
 * What arrived from one service within a time.
 *
 * @param service its name
 * @param minutes how far back
 * @param logs log events by format, parse status and level, and how many carry a trace id
 * @param spans counted before sampling; of them kept ones, and kept traces by policy
 * @param skewSeconds how far its event times lie behind arrival: median and worst of the newest
 *     events; negative when its clock is ahead
 * @param dead dead letters of all services within the time, by topic; they name no service
 */
public record ServiceReport(
    String service,
    long minutes,
    Map<String, Object> logs,
    Map<String, Object> spans,
    Map<String, Double> skewSeconds,
    Map<String, Long> dead) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NEWEST = 200;

  /** Asks Elasticsearch and Kafka of a running backbone. */
  public static ServiceReport of(RunState state, String service, Duration window, Instant now)
      throws IOException {
    Instant since = now.minus(window);
    try (RestClient client =
        RestClient.builder(HttpHost.create(URI.create(state.elasticsearch()).toString())).build()) {
      ServiceQuestions asked = new ServiceQuestions(client, service, since);
      return new ServiceReport(
          service,
          window.toMinutes(),
          logs(asked),
          spans(asked),
          skew(asked),
          DeadLetterCounts.since(state.bootstrap(), since));
    }
  }

  /** Whether a log event or a span came. */
  public boolean anything() {
    return total(logs) > 0 || total(spans) > 0;
  }

  private static long total(Map<String, Object> of) {
    return ((Number) of.get("total")).longValue();
  }

  /** One line. */
  public String json() throws IOException {
    return JSON.writeValueAsString(this);
  }

  /** For people. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(service + ", last " + minutes + " minutes");
    if (!anything()) {
      lines.add(
          "  Nothing came. Check its service name, and that its logs or spans are sent here.");
    }
    lines.add("  logs    " + show(logs));
    lines.add("  spans   " + show(spans));
    if (!skewSeconds.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  clock   median %.1f s from event to arrival, worst %.1f s",
              skewSeconds.get("median"),
              skewSeconds.get("worst")));
    }
    lines.add("  dead    " + (dead.isEmpty() ? "none" : dead) + " (of all services)");
    return String.join(System.lineSeparator(), lines);
  }

  private static String show(Map<String, Object> of) {
    List<String> words = new ArrayList<>();
    of.forEach((key, value) -> words.add(key + " " + value));
    return String.join(", ", words);
  }

  private static Map<String, Object> logs(ServiceQuestions asked) throws IOException {
    List<String> fields = List.of("parse.format", "parse.status", "log.level");
    JsonNode answer = asked.count("telemetry-logs-*", fields);
    long total = ServiceQuestions.total(answer);
    Map<String, Object> logs = new LinkedHashMap<>();
    logs.put("total", total);
    logs.put("with trace id", share(ServiceQuestions.traced(answer), total));
    fields.forEach(field -> logs.put(field, ServiceQuestions.buckets(answer, field)));
    return logs;
  }

  private static Map<String, Object> spans(ServiceQuestions asked) throws IOException {
    JsonNode kept = asked.count("telemetry-spans-*", List.of("sampling.policy"));
    Map<String, Object> spans = new LinkedHashMap<>();
    spans.put("total", asked.calls());
    spans.put("kept", ServiceQuestions.total(kept));
    spans.put("kept traces", ServiceQuestions.traces(kept));
    spans.put("kept by", ServiceQuestions.buckets(kept, "sampling.policy"));
    return spans;
  }

  private static Map<String, Double> skew(ServiceQuestions asked) throws IOException {
    JsonNode hits = asked.newest("telemetry-logs-*,telemetry-spans-*", NEWEST);
    List<Double> seconds = new ArrayList<>();
    for (JsonNode hit : hits) {
      Instant event = Instant.parse(hit.at("/_source/@timestamp").asText());
      Instant arrival = Instant.parse(hit.path("_source").path("event.ingested").asText());
      seconds.add(Duration.between(event, arrival).toMillis() / 1000.0);
    }
    if (seconds.isEmpty()) {
      return Map.of();
    }
    seconds.sort(null);
    double first = seconds.get(0);
    double last = seconds.get(seconds.size() - 1);
    return Map.of(
        "median",
        seconds.get(seconds.size() / 2),
        "worst",
        Math.abs(first) > Math.abs(last) ? first : last);
  }

  private static String share(long part, long total) {
    return total == 0 ? "0 %" : Math.round(100.0 * part / total) + " %";
  }
}
