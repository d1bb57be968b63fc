// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.servers.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The OpenTelemetry Collector over the same topic, tuned to lose nothing and to be fast: large
 * fetches and batches, a queue that blocks, all cores. With logs it does less than we do: six
 * fields and two masks, both as expressions that its transform processor knows. Its metrics of
 * spans are in its memory only.
 */
final class CollectorPeer {

  static final String GROUP = "collector";

  private static final String VERSION = "version:";
  private static final String MODULE = "module:";
  private static final String RECEIVER = "/kafkareceiver ";

  private static final String LOGS =
      """
      receivers:
        kafka:
          brokers: ["%1$s"]
          group_id: %4$s
          initial_offset: earliest
          min_fetch_size: 100000
          max_fetch_size: 16777216
          max_partition_fetch_size: 4194304
          max_fetch_wait: 50ms
          autocommit: {enable: true, interval: 100ms}
          logs: {topics: [%2$s], encoding: json}
      processors:
        transform:
          error_mode: ignore
          log_statements:
            - context: log
              statements:
                - set(time, Time(body["@timestamp"], "%%Y-%%m-%%dT%%H:%%M:%%S.%%LZ"))
                - set(severity_text, body["log.level"])
                - set(trace_id.string, body["trace.id"])
                - set(span_id.string, body["span.id"])
                - set(attributes["service.name"], body["service.name"])
                - set(attributes["log.logger"], body["log.logger"])
                - replace_all_patterns(body, "value", "\\\\b[0-9]{1,3}(\\\\.[0-9]{1,3}){3}\\\\b", "<ip>")
                - replace_all_patterns(body, "value", "[A-Za-z0-9._-]+@[A-Za-z0-9.-]+", "<email>")
        batch: {send_batch_size: 1000, send_batch_max_size: 1500, timeout: 200ms}
      exporters:
        kafka:
          brokers: ["%1$s"]
          logs: {topic: %3$s, encoding: otlp_proto}
          producer: {compression: lz4, required_acks: -1, max_message_bytes: 1048576}
          sending_queue: {enabled: true, queue_size: 1000, block_on_overflow: true}
      service:
        telemetry:
          metrics: {level: none}
          logs: {level: info}
        pipelines:
          logs:
            receivers: [kafka]
            processors: [transform, batch]
            exporters: [kafka]
      """;

  private static final String SPAN_METRICS =
      """
      receivers:
        kafka:
          brokers: ["%1$s"]
          group_id: %3$s
          initial_offset: earliest
          min_fetch_size: 100000
          max_fetch_size: 16777216
          max_partition_fetch_size: 4194304
          max_fetch_wait: 50ms
          autocommit: {enable: true, interval: 100ms}
          traces: {topics: [%2$s], encoding: otlp_proto}
      processors:
        batch: {send_batch_size: 1000, send_batch_max_size: 1500, timeout: 200ms}
      connectors:
        spanmetrics:
          metrics_flush_interval: 15s
          dimensions: [{name: env}, {name: region}, {name: team}]
      exporters:
        prometheus: {endpoint: "127.0.0.1:%4$d"}
      service:
        telemetry:
          metrics: {level: none}
          logs: {level: info}
        pipelines:
          traces:
            receivers: [kafka]
            processors: [batch]
            exporters: [spanmetrics]
          metrics:
            receivers: [spanmetrics]
            exporters: [prometheus]
      """;

  private CollectorPeer() {}

  /** Its configuration that normalizes lines from a topic to a topic. */
  static String logs(Cluster cluster, Flow flow) {
    return LOGS.formatted(cluster.bootstrap(), flow.in(), flow.out(), flow.group());
  }

  /** Its configuration that shows metrics of the spans of a topic on a port of loopback. */
  static String spanMetrics(Cluster cluster, Flow flow, int port) {
    return SPAN_METRICS.formatted(cluster.bootstrap(), flow.in(), flow.group(), port);
  }

  /** Starts it. */
  static ServerProcess start(Path program, String yaml, Runner runner) throws IOException {
    Path config = runner.folder().path().resolve("collector.yaml");
    Files.writeString(config, yaml);
    return runner.start("collector", program.toString(), "--config", config.toString());
  }

  /** What it says its version is. */
  static String version(Path program) throws IOException {
    Process asked =
        new ProcessBuilder(program.toString(), "components").redirectErrorStream(true).start();
    try (BufferedReader said = asked.inputReader(StandardCharsets.UTF_8)) {
      return version(said.lines());
    }
  }

  /** Its own version; one that was built without has that of its receiver for Kafka. */
  static String version(Stream<String> components) {
    String own = "";
    String receiver = "unknown";
    for (String line : components.map(String::strip).toList()) {
      if (own.isEmpty() && line.startsWith(VERSION)) {
        own = line.substring(VERSION.length()).replace("\"", "").strip();
      } else if (line.startsWith(MODULE) && line.contains(RECEIVER)) {
        receiver = line.substring(line.indexOf(RECEIVER) + 1).strip();
      }
    }
    return own.isEmpty() ? receiver : own;
  }
}
