// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.console.pipeline.JobsMetrics.Books;
import org.junit.jupiter.api.Test;

final class JobsMetricsTest {

  @Test
  void readsBooksByJob_whateverTheOrderOfLabels() {
    JobsMetrics metrics =
        JobsMetrics.parse(
            """
            # HELP telemetry_ledger_items Physical lines by fate, since the topic began.
            telemetry_ledger_items{fate="emitted",job="normalize-logs"} 2.0
            telemetry_ledger_items{job="normalize-logs",fate="dropped-too-large"} 1.2345678E7
            telemetry_ledger_items{fate="emitted",job="normalize-spans"} 7
            telemetry_ledger_residue{job="normalize-logs"} -1.0
            telemetry_lag_seconds{job="normalize-logs",topic="telemetry.logs.raw"} 0.25
            telemetry_other{job="normalize-logs"} 9
            nonsense
            """);
    Books logs = metrics.jobs().get("normalize-logs");
    assertThat(logs.items())
        .containsEntry("emitted", 2L)
        .containsEntry("dropped-too-large", 12345678L);
    assertThat(logs.residue()).isEqualTo(-1);
    assertThat(logs.lag()).containsEntry("telemetry.logs.raw", 0.25);
    assertThat(metrics.jobs().get("normalize-spans").residue()).isNull();
    assertThat(metrics.jobs()).hasSize(2);
  }

  @Test
  void addsUp_whenInstancesTellTheSameSeries() {
    String line = "telemetry_ledger_items{fate=\"emitted\",job=\"j\"} 5\n";
    assertThat(JobsMetrics.parse(line + line).jobs().get("j").items())
        .containsEntry("emitted", 10L);
  }
}
