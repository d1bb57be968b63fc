// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MaskedValuesTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RawMetrics logs = new RawMetrics("normalize-logs", registry);
  private final RawMetrics spans = new RawMetrics("normalize-spans", registry);

  @Test
  void addsTheJobsOfAProcess() {
    logs.masked("shop", "card", 2);
    spans.masked("shop", "card", 3);
    spans.masked("", "email", 1);

    assertThat(counts()).isEqualTo(Map.of("card shop", 5.0, "email unknown", 1.0));
  }

  @Test
  void staysBounded_whenSendersMakeUpServices() {
    for (int i = 0; i < 2 * MaskedValues.SERVICES_MAX; i++) {
      logs.masked("s" + i, "ipv4", 1);
    }
    logs.masked("\ud800", "ipv4", 1);
    logs.masked("s7", "ipv4", 1);

    assertThat(counts())
        .hasSize(MaskedValues.SERVICES_MAX + 1)
        .containsEntry("ipv4 _other", MaskedValues.SERVICES_MAX + 1.0)
        .containsEntry("ipv4 s7", 2.0);
  }

  @Test
  void forgetsWhatIsDrained() {
    MaskTally tally = new MaskTally();
    tally.add("a", "card", 1);
    tally.add(null, "card", 2);
    tally.add("a", "card", 3);
    Map<String, Long> drained = new TreeMap<>();

    tally.drain((service, rule, n) -> drained.put(service + " " + rule, n));
    tally.drain((service, rule, n) -> drained.put("again", n));

    assertThat(drained).isEqualTo(Map.of("a card", 4L, " card", 2L));
  }

  private Map<String, Double> counts() {
    Map<String, Double> counts = new TreeMap<>();
    registry.scrape(name -> name.startsWith("telemetry_masked_values")).stream()
        .flatMap(found -> ((CounterSnapshot) found).getDataPoints().stream())
        .forEach(point -> counts.put(labels(point), point.getValue()));
    return counts;
  }

  private static String labels(CounterDataPointSnapshot point) {
    return point.getLabels().get("rule") + " " + point.getLabels().get("service_name");
  }
}
