// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import backbone.testkit.RealKafka;
import backbone.testkit.RealPrometheus;
import backbone.testkit.RealPrometheus.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Collector's span_metrics over the same topic and through the same disturbances, to be shown
 * beside ours; it keeps its totals in memory.
 */
final class SpanMetricsPeer implements AutoCloseable {

  private static final String CONFIG =
      """
      receivers:
        kafka:
          brokers: ["%1$s"]
          group_id: span-metrics-peer
          initial_offset: earliest
          session_timeout: 6s
          heartbeat_interval: 1s
          autocommit: {enable: true, interval: 100ms}
          traces: {topics: [%2$s], encoding: otlp_proto}
      connectors:
        spanmetrics:
          namespace: peer
          metrics_flush_interval: 250ms
          dimensions: [{name: env}, {name: region}, {name: team}]
      exporters:
        prometheus: {endpoint: "127.0.0.1:%3$d"}
      service:
        telemetry:
          metrics: {level: none}
        pipelines:
          traces:
            receivers: [kafka]
            exporters: [spanmetrics]
          metrics:
            receivers: [spanmetrics]
            exporters: [prometheus]
      """;

  private final Path folder;
  private final int port = FreePorts.next();
  private Optional<Path> program = Optional.empty();
  private Process process;

  /** Makes one that has not started. */
  SpanMetricsPeer(Path folder) {
    this.folder = folder;
  }

  int port() {
    return port;
  }

  /** Writes its configuration and starts it, where there is one. */
  void start(RealKafka kafka, String topic) throws IOException {
    program = Peers.find("otelcol");
    if (program.isEmpty()) {
      System.out.println("  Skipped a part: otelcol is not there; .ci/run gets it.");
    }
    Files.writeString(
        folder.resolve("peer.yaml"), CONFIG.formatted(kafka.bootstrap(), topic, port));
    start();
  }

  private void start() throws IOException {
    if (program.isPresent()) {
      process =
          new ProcessBuilder(
                  program.get().toString(), "--config", folder.resolve("peer.yaml").toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("peer.log").toFile()))
              .start();
    }
  }

  /** As {@code kill -9}, and a new start. */
  void killed() throws Exception {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
      start();
    }
  }

  /** As a roll-out does. */
  void rolled() throws Exception {
    if (process != null) {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
      start();
    }
  }

  /**
   * Prints what Prometheus can know of its spans: rises only, as a total that begins with a number
   * cannot be told from one that was there.
   */
  void print(RealPrometheus prometheus, double spans) throws IOException {
    if (process == null) {
      return;
    }
    double risen = 0;
    int falls = 0;
    int begun = 0;
    Map<Map<String, String>, List<Sample>> all = prometheus.query("peer_calls_total[10m]");
    for (List<Sample> samples : all.values()) {
      begun += samples.get(0).value() > 0 ? 1 : 0;
      for (int i = 1; i < samples.size(); i++) {
        double before = samples.get(i - 1).value();
        double now = samples.get(i).value();
        falls += now < before ? 1 : 0;
        risen += now < before ? now : now - before;
      }
    }
    System.out.printf(
        "  beside it span_metrics of the Collector: %,.0f of %,.0f spans seen as rises;"
            + " %d of %d series begin above 0, %d falls%n",
        risen, spans, begun, all.size(), falls);
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }
}
