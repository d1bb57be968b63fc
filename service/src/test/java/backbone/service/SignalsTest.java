// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignalsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void countsUnderTheFourNames() throws IOException {
    Signals signals = Signals.of(registry, "es_sink");

    signals.received(5);
    signals.sent(3);
    signals.dropped("too-large", 2);
    signals.errors("sending");

    assertThat(page())
        .contains(
            "telemetry_es_sink_received_total 5.0",
            "telemetry_es_sink_sent_total 3.0",
            "telemetry_es_sink_dropped_total{reason=\"too-large\"} 2.0",
            "telemetry_es_sink_errors_total{stage=\"sending\"} 1.0");
  }

  private String page() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    OpenMetricsTextFormatWriter.create().write(page, registry.scrape());
    return page.toString(StandardCharsets.UTF_8);
  }
}
