// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobGaugesTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private List<String> points(String name) {
    List<String> points = new ArrayList<>();
    for (MetricSnapshot snapshot : registry.scrape(name::equals)) {
      ((GaugeSnapshot) snapshot)
          .getDataPoints()
          .forEach(point -> points.add(point.getLabels() + " " + point.getValue()));
    }
    return points;
  }

  @Test
  void jobsOfOneRegistryShareTheGauges_eachUnderItsName() {
    JobGauges.of(registry).add("sample-traces", () -> Map.of("spans", 2.5));
    JobGauges.of(registry)
        .add(
            "normalize-logs",
            new JobGauges.Source() {
              @Override
              public Map<String, Double> lagSeconds() {
                return Map.of("logs", 1.0);
              }

              @Override
              public OptionalLong residue() {
                return OptionalLong.of(3);
              }

              @Override
              public Map<String, Long> items() {
                return Map.of("received", 7L);
              }
            });

    assertThat(points("telemetry_lag_seconds"))
        .containsExactlyInAnyOrder(
            "{job=\"normalize-logs\",topic=\"logs\"} 1.0",
            "{job=\"sample-traces\",topic=\"spans\"} 2.5");
    assertThat(points("telemetry_ledger_residue")).containsExactly("{job=\"normalize-logs\"} 3.0");
    assertThat(points("telemetry_ledger_items"))
        .containsExactly("{fate=\"received\",job=\"normalize-logs\"} 7.0");
  }

  @Test
  void jobIsReplaced_whenAddedAgain() {
    JobGauges.of(registry).add("job", () -> Map.of("topic", 1.0));
    JobGauges.of(registry).add("job", () -> Map.of("topic", 2.0));

    assertThat(points("telemetry_lag_seconds"))
        .containsExactly("{job=\"job\",topic=\"topic\"} 2.0");
  }
}
