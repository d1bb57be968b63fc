// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParsedEventsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RawMetrics metrics = new RawMetrics("normalize-logs", registry);
  private final ParseTally tally = new ParseTally();

  @Test
  void countsByFormatAndStatus_onceEach() {
    for (String format : new String[] {"json", "json", "text", "json"}) {
      tally.add(format, "ok");
    }
    tally.add("json", "partial");
    drain();
    drain();

    assertThat(counts()).isEqualTo(Map.of("json ok", 3.0, "json partial", 1.0, "text ok", 1.0));
  }

  @Test
  void staysBounded_whenRulesNameEverNewFormats() {
    for (int i = 0; i < 3_000; i++) {
      tally.add("f" + i, "ok");
    }
    drain();
    tally.add("f1", "ok");
    drain();

    assertThat(counts()).hasSizeBetween(ParsedEvents.FORMATS_MAX + 1, ParsedEvents.FORMATS_MAX + 2);
    assertThat(counts().values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(3_001);
  }

  private void drain() {
    tally.drain((read, count) -> metrics.parsed(read.format(), read.status(), count));
  }

  private Map<String, Double> counts() {
    Map<String, Double> counts = new TreeMap<>();
    registry.scrape(name -> name.startsWith("telemetry_parsed_events")).stream()
        .flatMap(found -> ((CounterSnapshot) found).getDataPoints().stream())
        .forEach(
            point ->
                counts.put(
                    point.getLabels().get("format") + " " + point.getLabels().get("status"),
                    point.getValue()));
    return counts;
  }
}
