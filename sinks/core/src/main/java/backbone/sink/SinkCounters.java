// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * What a task did, as metrics of the Connect worker (JMX: {@code
 * kafka.connect:type=plugins,connector=...,task=...}). Every record received is at last sent,
 * skipped, repeated or dropped: {@code received = sent + skipped + repeated + dropped + open}.
 */
final class SinkCounters {

  final LongAdder received = new LongAdder();

  /** Durable in the target. */
  final LongAdder sent = new LongAdder();

  /** Control records, which are not for the target. */
  final LongAdder skipped = new LongAdder();

  /** Delivered again by Connect while the first copy was finished or on its way. */
  final LongAdder repeated = new LongAdder();

  /** Dead letters. */
  final LongAdder dropped = new LongAdder();

  private final Map<String, LongSupplier> all = new LinkedHashMap<>();

  /**
   * Names the counters.
   *
   * @param more further counters and gauges, by name
   */
  SinkCounters(Map<String, LongSupplier> more) {
    all.put("received-total", received::sum);
    all.put("sent-total", sent::sum);
    all.put("skipped-total", skipped::sum);
    all.put("repeated-total", repeated::sum);
    all.put("dropped-total", dropped::sum);
    all.putAll(more);
  }

  /** Registers everything; Connect removes it with the task. */
  void register(PluginMetrics metrics) {
    if (metrics == null) {
      return;
    }
    all.forEach(
        (name, value) -> {
          MetricName full =
              metrics.metricName(name, "See the sink's README.", new LinkedHashMap<>());
          metrics.addMetric(full, (Gauge<Long>) (config, nowMs) -> value.getAsLong());
        });
  }

  /** Values by name. */
  Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    all.forEach((name, value) -> values.put(name, value.getAsLong()));
    return values;
  }
}
