// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.streams.metrics.BurstSeconds.Peak;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bursts of one scrape. Of two sources that tell the same responses, and of two tasks of which
 * one is about to go, the one that has seen more counts.
 */
final class BurstPeaks {

  private static final long MS_PER_SECOND = 1_000;

  private record Of(Owner owner, String kind) {

    Labels labels() {
      return Labels.of(
          "service_name",
          owner.service(),
          "env",
          owner.env(),
          "region",
          owner.region(),
          "team",
          owner.team(),
          "kind",
          kind);
    }
  }

  private final long nowSecond;
  private final Map<Of, Peak> peaks = new HashMap<>();

  BurstPeaks(long nowMs) {
    nowSecond = Math.floorDiv(nowMs, MS_PER_SECOND);
  }

  void add(Series series, BurstSeconds seconds) {
    peaks.merge(new Of(series.owner(), series.first()), seconds.peak(nowSecond), Peak::higher);
  }

  /** Both gauges, or none without a series. */
  List<MetricSnapshot> snapshots() {
    if (peaks.isEmpty()) {
      return List.of();
    }
    GaugeSnapshot.Builder events =
        GaugeSnapshot.builder()
            .name(MetricName.BURST_EVENTS)
            .help("Most events within any 5 minutes of event time that end in the last minute.");
    GaugeSnapshot.Builder ends =
        GaugeSnapshot.builder()
            .name(MetricName.BURST_WINDOW_END)
            .help("End of the 5 minutes with the most events, in seconds since 1970.");
    peaks.forEach(
        (of, peak) -> {
          Labels labels = of.labels();
          events.dataPoint(point(labels, peak.events()));
          ends.dataPoint(point(labels, peak.end()));
        });
    return List.of(events.build(), ends.build());
  }

  private static GaugeDataPointSnapshot point(Labels labels, long value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value((double) value).build();
  }
}
