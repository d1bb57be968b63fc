// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Collector with the same policies, tuned to lose nothing: what is full waits. It needs a cache
 * of decisions then, as without one it never forgets a trace and waits for ever.
 */
final class Collector {

  /** The policies as both read them. */
  static final String POLICIES =
      """
      policies:
        - name: errors
          type: status_code
          status_code: {status_codes: [ERROR]}
        - name: slow
          type: latency
          latency: {threshold_ms: 1000}
        - name: rest
          type: probabilistic
          probabilistic: {sampling_percentage: 10}
      """;

  private static final String CONFIG =
      """
      receivers:
        kafka:
          brokers: ["%1$s"]
          group_id: collector
          initial_offset: earliest
          min_fetch_size: 100000
          max_fetch_size: 16777216
          max_partition_fetch_size: 4194304
          max_fetch_wait: 50ms
          traces: {topics: [%2$s], encoding: otlp_proto}
      processors:
        tail_sampling:
          decision_wait: %4$dms
          num_traces: %5$d
          expected_new_traces_per_sec: %6$d
          block_on_overflow: true
          decision_cache: {sampled_cache_size: %5$d, non_sampled_cache_size: %5$d}
      %7$s
        batch: {send_batch_size: 1000, send_batch_max_size: 1500, timeout: 200ms}
      exporters:
        kafka:
          brokers: ["%1$s"]
          traces: {topic: %3$s, encoding: otlp_proto}
          producer: {compression: lz4, required_acks: -1}
          sending_queue: {enabled: true, queue_size: 1000, block_on_overflow: true}
      service:
        telemetry:
          metrics: {level: none}
          logs: {level: info}
        pipelines:
          traces:
            receivers: [kafka]
            processors: [tail_sampling, batch]
            exporters: [kafka]
      """;

  private Collector() {}

  /** Starts it; room for twice as many traces as come within a wait. */
  static Process start(Path program, ShopTopics shop, Path folder) throws IOException {
    int tracesPerSecond = ShopTopics.TRACES_PER_MS * 1_000;
    Path config = folder.resolve("collector.yaml");
    Files.writeString(
        config,
        CONFIG.formatted(
            shop.topics().kafka().bootstrap(),
            shop.collectorIn(),
            shop.collectorOut(),
            ShopTopics.WAIT_MS,
            2 * tracesPerSecond * ShopTopics.WAIT_MS / 1_000,
            tracesPerSecond,
            POLICIES.indent(4).stripTrailing()));
    return new ProcessBuilder(program.toString(), "--config", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("collector.log").toFile())
        .start();
  }
}
