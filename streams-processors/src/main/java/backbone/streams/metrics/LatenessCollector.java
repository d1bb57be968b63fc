// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.streams.Entrance.Signal;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lateness of all that this process has counted and committed, by signal. */
final class LatenessCollector implements Collector {

  private static final MetricMetadata METADATA =
      new MetricMetadata(
          "telemetry_derive_metrics_lateness_seconds",
          "Seconds from the time of log events and spans to their arrival.");

  private final Map<Signal, Lateness> bySignal = bySignal();

  /** One for each signal, without items. */
  static Map<Signal, Lateness> bySignal() {
    Map<Signal, Lateness> all = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      all.put(signal, new Lateness());
    }
    return all;
  }

  synchronized void add(Map<Signal, Lateness> committed) {
    committed.forEach((signal, more) -> bySignal.get(signal).add(more));
  }

  @Override
  public MetricFamilyDescriptor getMetricFamilyDescriptor() {
    return MetricFamilyDescriptor.of(MetricType.HISTOGRAM, METADATA, List.of("signal"));
  }

  @Override
  public synchronized MetricSnapshot collect() {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder().name(METADATA.getName()).help(METADATA.getHelp());
    bySignal.forEach(
        (signal, lateness) ->
            all.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("signal", signal.name().toLowerCase(Locale.ROOT)))
                    .classicHistogramBuckets(lateness.buckets())
                    .sum(lateness.sumSeconds())
                    .build()));
    return all.build();
  }
}
