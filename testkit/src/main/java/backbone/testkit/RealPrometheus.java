// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.Probe;
import backbone.servers.Server;
import backbone.servers.ServerProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prometheus in a process of its own, on a free loopback port, with data that it keeps for a day.
 */
public final class RealPrometheus extends RealServer {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was scraped, or computed.
   *
   * @param timeMs milliseconds since 1970
   */
  public record Sample(long timeMs, double value) {}

  private final Program prometheus;

  private RealPrometheus(Path folder, Program prometheus) throws IOException {
    super(folder, prometheus);
    this.prometheus = prometheus;
  }

  /**
   * Starts one and waits until it answers, about 1 s; the test is skipped where there is none.
   *
   * @param config its whole configuration, YAML or JSON
   */
  public static RealPrometheus started(String config) throws IOException {
    return started(config, "exemplar-storage");
  }

  /**
   * The same with other features than exemplars.
   *
   * @param features names as {@code --enable-feature} takes them, divided by commas
   */
  public static RealPrometheus started(String config, String features) throws IOException {
    Path program = Peers.require("prometheus");
    Path folder = TestFolder.make("prometheus");
    Files.writeString(folder.resolve("prometheus.yml"), config);
    return new RealPrometheus(folder, new Program(program, folder, features));
  }

  /** Base URL of its page and its API. */
  public String url() {
    return "http://127.0.0.1:" + prometheus.port;
  }

  /**
   * The samples of each series, oldest first: of an instant vector one, of a range vector as many
   * as were scraped. Labels are sorted; the name of the metric is the label {@code __name__}.
   *
   * @throws IOException when it does not answer, or refuses the query
   */
  public Map<Map<String, String>, List<Sample>> query(String promql) throws IOException {
    String encoded = URLEncoder.encode(promql, StandardCharsets.UTF_8);
    String body = Probe.body(url() + "/api/v1/query?query=" + encoded);
    JsonNode answer = body == null ? null : JSON.readTree(body);
    if (answer == null || !answer.path("status").asText().equals("success")) {
      throw new IOException("Prometheus does not answer " + promql + ": " + body);
    }
    Map<Map<String, String>, List<Sample>> all = new LinkedHashMap<>();
    for (JsonNode series : answer.path("data").path("result")) {
      Map<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      List<Sample> samples = new ArrayList<>();
      if (series.has("value")) {
        samples.add(sample(series.path("value")));
      }
      series.path("values").forEach(pair -> samples.add(sample(pair)));
      all.put(labels, samples);
    }
    return all;
  }

  private static Sample sample(JsonNode pair) {
    long timeMs = Math.round(pair.get(0).asDouble() * 1000);
    return new Sample(timeMs, Double.parseDouble(pair.get(1).asText().replace("Inf", "Infinity")));
  }

  private static final class Program implements Server {

    private final Path program;
    private final Path folder;
    private final String features;
    private final int port = FreePorts.next();
    private ServerProcess process;

    private Program(Path program, Path folder, String features) {
      this.program = program;
      this.folder = folder;
      this.features = features;
    }

    @Override
    public void start() throws IOException {
      List<String> command =
          List.of(
              program.toString(),
              "--config.file=" + folder.resolve("prometheus.yml"),
              "--storage.tsdb.path=" + folder.resolve("data"),
              "--storage.tsdb.retention.time=1d",
              "--web.listen-address=127.0.0.1:" + port,
              "--enable-feature=" + features,
              "--log.level=warn");
      process =
          ServerProcess.start(
              new ServerProcess.Spec(
                  "prometheus", command, Map.of(), folder, folder.resolve("prometheus.log")));
    }

    @Override
    public boolean ready() {
      return Probe.page("http://127.0.0.1:" + port + "/-/ready");
    }

    @Override
    public ServerProcess process() {
      return process;
    }
  }
}
