// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.Ports.Port;
import backbone.launcher.embedded.RunState.PartState;
import backbone.schema.Topic;
import backbone.servers.Probe;
import backbone.service.Progress;
import backbone.service.ProgressReader;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an embedded backbone is: its parts, how far they have come, and the ledger of the jobs.
 *
 * @param caughtUp nothing waits anywhere and what was written is searchable
 * @param ledger numbers of the jobs' ledger; a residue that is not 0 is a bug
 */
public record StatusReport(boolean caughtUp, List<Part> parts, Map<String, Object> ledger) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Pattern LEDGER =
      Pattern.compile("telemetry_ledger_(?<name>[a-z]+)\\{(?<labels>.*)} (?<value>[0-9.E]+)");

  private static final Pattern LABEL = Pattern.compile("(?<key>job|fate)=\"(?<value>[a-z-]+)\"");

  private static final String RESIDUE = "residue";

  /** Parts by the stage that they hold. */
  private static final Map<String, String> PARTS =
      Map.of(
          "shipper", "shipper",
          "normalize-logs", "jobs",
          "normalize-spans", "jobs",
          "sample-traces", "jobs",
          "derive-metrics", "jobs",
          "elasticsearch-sink-logs", "connect",
          "elasticsearch-sink-spans", "connect",
          "elasticsearch-sink-metrics", "connect",
          "jaeger-sink", "connect");

  /** One part; {@code lagSeconds} is the age of the oldest record that waits in front of it. */
  public record Part(String name, String state, double lagSeconds, String detail) {}

  /** Asks every part. */
  public static StatusReport of(RunState state) throws Exception {
    Ports ports = new Ports(state.portBase());
    JsonNode jobs = health(ports.url(Port.JOBS_METRICS));
    JsonNode shipper = state.shipper() ? health(ports.url(Port.SHIPPER_METRICS)) : null;
    Progress progress = progress(state, ports);
    List<Part> parts = new ArrayList<>();
    for (PartState part : state.parts()) {
      JsonNode health =
          switch (part.name()) {
            case "jobs" -> jobs;
            case "shipper" -> shipper;
            case "gateway" -> health(ports.url(Port.GATEWAY_METRICS));
            case "console" -> health(ports.url(Port.CONSOLE));
            case "connect" -> connectors(ports.url(Port.CONNECT), state.jaeger());
            default -> null;
          };
      parts.add(part(part, health, progress));
    }
    boolean caughtUp = progress.caughtUp() && refreshed(state.elasticsearch());
    return new StatusReport(
        caughtUp, parts, ledger(Probe.get(ports.url(Port.JOBS_METRICS) + "/metrics")));
  }

  public boolean healthy() {
    return parts.stream().allMatch(part -> part.state().equals("healthy"));
  }

  /** One line of JSON. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("bug: a status that is not JSON", e);
    }
  }

  private static Part part(PartState part, JsonNode health, Progress progress) {
    double lag =
        progress.stages().stream()
            .filter(s -> part.name().equals(PARTS.get(s.name())))
            .mapToDouble(Progress.Stage::lagSeconds)
            .max()
            .orElse(0);
    if (!part.state().equals("running")) {
      return new Part(part.name(), part.state(), lag, part.detail());
    }
    if (health == null) {
      return new Part(part.name(), "healthy", lag, restarts(part));
    }
    String state = health.path("state").asText("degraded").toLowerCase(Locale.ROOT);
    return new Part(part.name(), state, lag, health.path("detail").asText(""));
  }

  private static String restarts(PartState part) {
    return part.restarts() == 0 ? "" : "started again " + part.restarts() + " times";
  }

  private static Progress progress(RunState state, Ports ports) {
    URI shipper = state.shipper() ? URI.create(ports.url(Port.SHIPPER_METRICS) + "/health") : null;
    try (ProgressReader reader =
        new ProgressReader(
            Map.of("bootstrap.servers", state.bootstrap()),
            Topic.PREFIX_DEFAULT,
            shipper,
            Clock.systemUTC())) {
      return reader.read();
    }
  }

  private static JsonNode health(String url) {
    return read(Probe.body(url + "/health"));
  }

  /** Connect is healthy when all connectors and all their tasks run. */
  private static JsonNode connectors(String url, boolean jaeger) {
    List<String> silent = new ArrayList<>();
    for (String name : Connectors.names(jaeger)) {
      if (!runs(read(Probe.body(url + "/connectors/" + name + "/status")))) {
        silent.add(name);
      }
    }
    return JSON.createObjectNode()
        .put("state", silent.isEmpty() ? "healthy" : "degraded")
        .put(
            "detail",
            silent.isEmpty() ? "" : "Connectors that do not run: " + String.join(", ", silent));
  }

  private static boolean runs(JsonNode status) {
    boolean runs = status.path("connector").path("state").asText().equals("RUNNING");
    for (JsonNode task : status.path("tasks")) {
      runs &= task.path("state").asText().equals("RUNNING");
    }
    return runs && !status.path("tasks").isEmpty();
  }

  private static JsonNode read(String body) {
    try {
      return body == null
          ? JSON.createObjectNode().put("state", "degraded").put("detail", "It does not answer.")
          : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("state", "degraded").put("detail", "It talks nonsense.");
    }
  }

  /**
   * The jobs' books by job and fate, as they expose them, and the sum of their residues: {@code
   * telemetry_ledger_records{fate="emitted",job="normalize-logs"} 7}.
   */
  static Map<String, Object> ledger(String metrics) {
    Map<String, Object> ledger = new TreeMap<>();
    for (String line : metrics == null ? List.<String>of() : metrics.lines().toList()) {
      Matcher sample = LEDGER.matcher(line);
      if (sample.matches()) {
        enter(sample, ledger);
      }
    }
    return ledger;
  }

  private static void enter(Matcher sample, Map<String, Object> ledger) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(sample.group("labels"));
    while (label.find()) {
      labels.put(label.group("key"), label.group("value"));
    }
    long value = (long) Double.parseDouble(sample.group("value"));
    String name = sample.group("name");
    if (name.equals(RESIDUE)) {
      ledger.merge(RESIDUE, value, (x, y) -> (Long) x + (Long) y);
    } else {
      String job = labels.getOrDefault("job", "unknown");
      ledger.merge(
          job + "." + name + "." + labels.getOrDefault("fate", "all"),
          value,
          (x, y) -> (Long) x + (Long) y);
    }
  }

  /**
   * Written documents are searchable after a refresh; asking for it saves the second of waiting.
   */
  private static boolean refreshed(String elasticsearch) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(elasticsearch + "/telemetry-*/_refresh?ignore_unavailable=true"))
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
