// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.Health;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTracesMetricsTest {

  private final SampleTracesMetrics metrics =
      new SampleTracesMetrics("normalized", new PrometheusRegistry());

  private Map<String, Object> facts(int openTraces, long clockMs) {
    metrics.opened(
        0,
        new SamplingSnapshot(
            new SamplingSnapshot.Spans(5, 0, 0, 0, 5),
            SamplingSnapshot.Traces.NONE,
            new SamplingSnapshot.State(
                openTraces, 0, 0, 0, new SamplingSnapshot.Clock(clockMs, "raw/3"), true),
            new SamplingSnapshot.Head(9, 0)));
    return metrics.health(Health.healthy("runs")).facts();
  }

  @Test
  void healthTellsWhatTheDecisionsWaitFor_whenTimeStandsStill() {
    assertThat(facts(5, 0))
        .containsEntry("openTraces", 5L)
        .containsEntry("decisionsWaitFor", "raw/3")
        .containsEntry("clockLagSeconds", "unknown: a raw partition has no watermark yet");
    assertThat((double) facts(5, 1_000).get("clockLagSeconds")).isGreaterThan(1_000_000);
    assertThat(facts(0, 0)).doesNotContainKeys("decisionsWaitFor", "clockLagSeconds");
  }
}
