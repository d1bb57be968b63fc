// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** The service graph of one scrape, by the names that Grafana's view of it asks for. */
final class EdgeSnapshots {

  private static final double MS_PER_SECOND = 1_000;
  private static final double[] BOUNDS_SECONDS = bounds();

  private final CounterSnapshot.Builder requests =
      counter(MetricName.EDGES, "Requests between two services, or one and a database or other.");
  private final CounterSnapshot.Builder failed =
      counter(MetricName.EDGES_FAILED, "Requests that failed by the span of either side.");
  private final HistogramSnapshot.Builder server =
      histogram(MetricName.EDGE_SERVER, "Durations by the called side, in seconds.");
  private final HistogramSnapshot.Builder client =
      histogram(MetricName.EDGE_CLIENT, "Durations by the calling side, in seconds.");

  private static CounterSnapshot.Builder counter(String name, String help) {
    return CounterSnapshot.builder().name(name.replace("_total", "")).help(help);
  }

  private static HistogramSnapshot.Builder histogram(String name, String help) {
    return HistogramSnapshot.builder().name(name).help(help);
  }

  void add(Labels labels, Tally value) {
    requests.dataPoint(point(labels, value.count()));
    failed.dataPoint(point(labels, value.buckets()[EdgeSlots.FAILED]));
    server.dataPoint(durations(labels, value, EdgeSlots.SERVER, EdgeSlots.SERVER_SUM));
    client.dataPoint(durations(labels, value, EdgeSlots.CLIENT, EdgeSlots.CLIENT_SUM));
  }

  List<MetricSnapshot> snapshots() {
    return List.of(requests.build(), failed.build(), server.build(), client.build());
  }

  private static CounterDataPointSnapshot point(Labels labels, long value) {
    return CounterDataPointSnapshot.builder().labels(labels).value((double) value).build();
  }

  private static HistogramDataPointSnapshot durations(
      Labels labels, Tally value, int side, int sum) {
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(
            ClassicHistogramBuckets.of(BOUNDS_SECONDS, EdgeSlots.buckets(value, side)))
        .sum(EdgeSlots.sumSeconds(value, sum))
        .build();
  }

  private static double[] bounds() {
    double[] bounds = new double[Durations.BUCKETS];
    for (int i = 0; i < bounds.length - 1; i++) {
      bounds[i] = Durations.BOUNDS_MS.get(i) / MS_PER_SECOND;
    }
    bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
    return bounds;
  }
}
