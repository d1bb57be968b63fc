// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskStatesTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final TaskStates states = new TaskStates(registry);

  private List<String> points() {
    return registry.scrape().stream()
        .flatMap(gauge -> ((GaugeSnapshot) gauge).getDataPoints().stream())
        .map(point -> point.getLabels() + " " + point.getValue())
        .toList();
  }

  @Test
  void showsEveryState_alsoThoseOfNoTask() {
    states.are(
        Map.of(
            "jaeger",
            new ConnectorState(Map.of(), "RUNNING", Map.of("RUNNING", 2, "FAILED", 1), "broken")));

    assertThat(points())
        .containsExactlyInAnyOrder(
            "{connector=\"jaeger\",state=\"running\"} 2.0",
            "{connector=\"jaeger\",state=\"paused\"} 0.0",
            "{connector=\"jaeger\",state=\"failed\"} 1.0",
            "{connector=\"jaeger\",state=\"unassigned\"} 0.0",
            "{connector=\"jaeger\",state=\"restarting\"} 0.0");
  }

  @Test
  void showsNothing_whenConnectDoesNotAnswer() {
    states.are(Map.of("jaeger", new ConnectorState(Map.of(), "RUNNING", Map.of("RUNNING", 1), "")));
    states.are(Map.of());

    assertThat(points()).isEmpty();
  }
}
