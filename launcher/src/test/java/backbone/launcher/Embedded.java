// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.DataFolder;
import backbone.launcher.embedded.Ports;
import backbone.launcher.embedded.RunState;
import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.servers.Probe;
import backbone.testkit.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One embedded backbone under test: brought up by the command, asked over HTTP, brought down. */
final class Embedded implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CATCH_UP = Duration.ofMinutes(2);
  private static final int PAGE = 10_000;
  private static final String SCRAPE = "BACKBONE_SCRAPE_INTERVAL_MS";

  private final Path data;
  private final int portBase;
  private final String elasticsearch;
  private boolean watched;

  Embedded(Path data, int portBase) {
    this(data, portBase, new Ports(portBase).url(Ports.Port.ELASTICSEARCH));
  }

  /** One whose Elasticsearch is somebody else's. */
  Embedded(Path data, int portBase, String elasticsearch) {
    this.data = data;
    this.portBase = portBase;
    this.elasticsearch = elasticsearch;
  }

  Path data() {
    return data;
  }

  /** Brings it up detached; fails with the command's own words. */
  void up(String... more) throws IOException, InterruptedException {
    Command.Result result = tryUp(more);
    assertThat(result.code()).as(result.output()).isZero();
  }

  Command.Result tryUp(String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--detach",
                "--data",
                data.toString(),
                "--port-base",
                Integer.toString(portBase)));
    arguments.addAll(List.of(more));
    Map<String, String> watched =
        Map.of("BACKBONE_PROMETHEUS", Boolean.toString(this.watched), SCRAPE, "1000");
    return Command.run(watched, "", arguments.toArray(String[]::new));
  }

  /** Prometheus and Alertmanager are started, too, where they are. */
  Embedded watched() {
    watched = true;
    return this;
  }

  /** Base URL of a part. */
  String url(Ports.Port port) {
    return new Ports(portBase).url(port);
  }

  RunState state() throws IOException {
    return RunState.read(new DataFolder(data).state()).orElseThrow();
  }

  JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(Command.run("status", "--json", "--data", data.toString()).output());
  }

  void awaitCaughtUp() throws Exception {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    try {
      Eventually.await(
          "catching up",
          CATCH_UP,
          () -> {
            last.set(status());
            return last.get().path("caughtUp").asBoolean();
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; last status: " + last.get(), e);
    }
  }

  JsonNode get(Ports.Port port, String path) throws IOException {
    return read(url(port) + path);
  }

  /** Asks Elasticsearch. */
  JsonNode search(String path) throws IOException {
    return read(elasticsearch + path);
  }

  private static JsonNode read(String url) throws IOException {
    String body = Probe.get(url);
    return body == null ? JSON.createObjectNode() : JSON.readTree(body);
  }

  long documents() throws IOException {
    return search("/telemetry-logs-*/_count").path("count").asLong(-1);
  }

  /** How many events the console finds in the last seven days. */
  long found(String query) throws IOException {
    String text = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return get(Ports.Port.CONSOLE, "/api/histogram?from=-7d&q=" + text).path("total").asLong(-1);
  }

  /** Sum of the peak resident memory of all processes; 0 where there is no {@code /proc}. */
  long peakBytes() throws IOException {
    long sum = peakBytes(state().launcher());
    for (PartState part : state().parts()) {
      for (Running process : part.processes()) {
        sum += peakBytes(process);
      }
    }
    return sum;
  }

  private static long peakBytes(Running process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElse(0);
  }

  /** How often each message is in the index, of files whose path ends so; up to 10,000. */
  Map<String, Integer> messages(String pathEnd) throws IOException {
    JsonNode found =
        search(
            "/telemetry-logs-*/_search?size="
                + PAGE
                + "&_source=message&q=log.file.path:*"
                + pathEnd);
    Map<String, Integer> times = new HashMap<>();
    for (JsonNode hit : found.path("hits").path("hits")) {
      times.merge(hit.path("_source").path("message").asText(), 1, Integer::sum);
    }
    return times;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Command.run("down", "--purge", "--data", data.toString());
  }
}
