// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShipperMetricsTest {

  @Test
  void tellsHowTheFilesFare_whenATurnIsOver() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    ShipperMetrics metrics = new ShipperMetrics(registry);

    metrics.turned(new Watch.Backlog(5, 3, 4_096, 1_000, -1, 2), 3_500);
    metrics.rotations.inc();
    metrics.skippedFiles.labelValues("compressed").inc();

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "telemetry_shipper_files 5.0\n",
            "telemetry_shipper_open_files 3.0\n",
            "telemetry_shipper_backlog_bytes 4096.0\n",
            "telemetry_shipper_oldest_unsent_seconds 2.5\n",
            "telemetry_shipper_faulty_files 2.0\n",
            "telemetry_shipper_rotations_total 1.0\n",
            "telemetry_shipper_truncations_total 0.0\n",
            "telemetry_shipper_lines_cut_total 0.0\n",
            "telemetry_shipper_skipped_files_total{reason=\"compressed\"} 1.0\n");
  }
}
