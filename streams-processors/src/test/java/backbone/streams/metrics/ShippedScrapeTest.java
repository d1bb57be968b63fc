// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedScrapeTest {

  @Test
  void everySeriesOfATaskLosesItsInstance_andNoOther() throws Exception {
    Pattern regex = Pattern.compile(ShippedScrape.movedSeries());
    for (Family family : Family.values()) {
      assertThat(names(family)).allMatch(name -> regex.matcher(name).matches());
    }
    assertThat(List.of("telemetry_lag_seconds", "telemetry_derive_metrics_series"))
        .noneMatch(name -> regex.matcher(name).matches());
  }

  /** The bare name of a histogram is that of its native form. */
  private static List<String> names(Family family) {
    List<String> names = new ArrayList<>(List.of(MetricName.counter(family)));
    if (family == Family.BURSTS) {
      names.add(MetricName.BURST_WINDOW_END);
    }
    if (family.histogram()) {
      names.addAll(histogram(MetricName.SPAN_DURATIONS));
    }
    if (family == Family.EDGES) {
      names.add(MetricName.EDGES_FAILED);
      names.addAll(histogram(MetricName.EDGE_CLIENT));
      names.addAll(histogram(MetricName.EDGE_SERVER));
    }
    return names;
  }

  private static List<String> histogram(String name) {
    return Stream.of("", "_bucket", "_count", "_sum").map(suffix -> name + suffix).toList();
  }
}
