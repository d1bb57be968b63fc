// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamsGaugesTest {

  private static final long NOW_MS = 1_700_000_000_000L;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final StreamsGauges gauges = new StreamsGauges(registry, () -> NOW_MS);

  private List<String> lines(String name) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(page, registry.scrape());
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name))
        .toList();
  }

  @Test
  void showsOneStateOfAll_andWhenItLastMoved() throws IOException {
    gauges.add(
        "sample-traces",
        () ->
            new StreamsFigures(
                "running",
                7,
                OptionalLong.of(500),
                OptionalLong.of(2_000),
                3,
                Map.of(FaultKind.PASSING, 2L)));

    assertThat(lines("telemetry_streams_state"))
        .contains("telemetry_streams_state{job=\"sample-traces\",state=\"running\"} 1.0")
        .hasSize(8)
        .filteredOn(line -> line.endsWith(" 1.0"))
        .hasSize(1);
    assertThat(lines("telemetry_streams_restoring"))
        .containsExactly("telemetry_streams_restoring_records{job=\"sample-traces\"} 7.0");
    assertThat(lines("telemetry_streams_last"))
        .containsExactly(
            "telemetry_streams_last_commit_timestamp_seconds{job=\"sample-traces\"} 1.699999998E9",
            "telemetry_streams_last_poll_timestamp_seconds{job=\"sample-traces\"} 1.6999999995E9");
    assertThat(lines("telemetry_streams_rebalances"))
        .containsExactly("telemetry_streams_rebalances_total{job=\"sample-traces\"} 3.0");
    assertThat(lines("telemetry_streams_faults"))
        .containsExactly(
            "telemetry_streams_faults_total{job=\"sample-traces\",kind=\"bug\"} 0.0",
            "telemetry_streams_faults_total{job=\"sample-traces\",kind=\"operator\"} 0.0",
            "telemetry_streams_faults_total{job=\"sample-traces\",kind=\"passing\"} 2.0");
  }

  @Test
  void showsNoTimes_beforeTheFirstPoll() throws IOException {
    gauges.add("normalize-logs", () -> StreamsFigures.NONE);

    assertThat(lines("telemetry_streams_last")).isEmpty();
    assertThat(lines("telemetry_streams_state"))
        .contains("telemetry_streams_state{job=\"normalize-logs\",state=\"waiting\"} 1.0");
  }
}
