// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A registry that remembers what was really registered in it, labels and help included. */
final class RecordedMetrics extends PrometheusRegistry {

  /** One metric under the name that a query uses. */
  record Metric(String name, String type, List<String> labels, String help) {}

  private final Map<String, Metric> metrics = new TreeMap<>();

  @Override
  public void register(Collector collector) {
    super.register(collector);
    Set<String> labels = collector.getMetricFamilyDescriptor().getLabelNames();
    put(collector.collect(), labels.stream().sorted().toList());
  }

  @Override
  public void register(MultiCollector collector) {
    super.register(collector);
    MetricSnapshots shown = ShownExamples.of(collector);
    for (MetricSnapshot snapshot : shown) {
      put(snapshot, labels(snapshot));
    }
  }

  private static List<String> labels(MetricSnapshot snapshot) {
    List<String> labels = new ArrayList<>();
    snapshot.getDataPoints().get(0).getLabels().forEach(label -> labels.add(label.getName()));
    return labels.stream().sorted().toList();
  }

  private void put(MetricSnapshot snapshot, List<String> labels) {
    String name = snapshot.getMetadata().getPrometheusName();
    String type = type(snapshot);
    String full = type.equals("counter") ? name + "_total" : name;
    metrics.put(full, new Metric(full, type, labels, snapshot.getMetadata().getHelp()));
  }

  private static String type(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) {
      return "counter";
    }
    if (snapshot instanceof GaugeSnapshot) {
      return "gauge";
    }
    if (snapshot instanceof HistogramSnapshot) {
      return "histogram";
    }
    throw new IllegalStateException(
        snapshot.getMetadata().getName() + " is of a kind that the page does not know");
  }

  /** Everything that was registered, by name. */
  Map<String, Metric> metrics() {
    return metrics;
  }
}
