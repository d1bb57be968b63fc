// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogBytesTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RawMetrics logs = new RawMetrics("normalize-logs", registry);

  @Test
  void addsWhatIsDrained_byOwner() {
    VolumeTally tally = new VolumeTally();
    tally.add("shop", "prod", "kr", "web", 100);
    tally.add("shop", "prod", "kr", "web", 20);
    tally.add("shop", "test", "kr", "web", 3);
    tally.add(null, null, null, null, 7);
    tally.add("shop", "prod", "kr", "web", 1);

    tally.drain(logs::written);
    tally.drain(logs::written);

    assertThat(bytes())
        .isEqualTo(
            Map.of(
                "shop prod kr web", 121.0,
                "shop test kr web", 3.0,
                "unknown unknown unknown unknown", 7.0));
  }

  @Test
  void staysBounded_whenSendersMakeUpServices() {
    VolumeTally tally = new VolumeTally();
    for (int i = 0; i < 3 * LogBytes.OWNERS_MAX; i++) {
      tally.add("s" + i, "prod", "kr", "web", 1);
    }

    tally.drain(logs::written);

    assertThat(bytes()).hasSize(LogBytes.OWNERS_MAX + 1).containsKey("_other _other _other _other");
    assertThat(bytes().values().stream().mapToDouble(n -> n).sum())
        .isEqualTo(3.0 * LogBytes.OWNERS_MAX);
  }

  private Map<String, Double> bytes() {
    Map<String, Double> bytes = new HashMap<>();
    registry.scrape(name -> name.startsWith("telemetry_log_bytes")).stream()
        .flatMap(found -> ((CounterSnapshot) found).getDataPoints().stream())
        .forEach(
            point ->
                bytes.put(
                    point.getLabels().get("service_name")
                        + " "
                        + point.getLabels().get("env")
                        + " "
                        + point.getLabels().get("region")
                        + " "
                        + point.getLabels().get("team"),
                    point.getValue()));
    return bytes;
  }
}
