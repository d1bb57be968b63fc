// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  @Test
  void readsTheLedgerOfTheJobs() {
    Map<String, Object> ledger =
        StatusReport.ledger(
            """
            # HELP telemetry_ledger_records Raw records by fate, since the topic began.
            # TYPE telemetry_ledger_records gauge
            telemetry_ledger_records{fate="unrolled",job="normalize-logs"} 7.0
            telemetry_ledger_records{fate="repeat",job="normalize-logs"} 1.2345678E7
            telemetry_ledger_residue{job="normalize-logs"} 0.0
            telemetry_lag_seconds{job="normalize-logs",topic="telemetry.logs.raw"} 0.5
            """);

    assertThat(ledger)
        .isEqualTo(
            Map.of(
                "normalize-logs.records.unrolled", 7L,
                "normalize-logs.records.repeat", 12_345_678L,
                "residue", 0L));
  }

  @Test
  void keepsJobsApart_andAddsUpTheirResidues() {
    assertThat(
            StatusReport.ledger(
                """
                telemetry_ledger_items{fate="emitted",job="normalize-logs"} 2.0
                telemetry_ledger_items{fate="emitted",job="normalize-spans"} 3.0
                telemetry_ledger_residue{job="normalize-logs"} 1.0
                telemetry_ledger_residue{job="normalize-spans"} 4.0
                """))
        .isEqualTo(
            Map.of(
                "normalize-logs.items.emitted", 2L,
                "normalize-spans.items.emitted", 3L,
                "residue", 5L));
  }

  @Test
  void hasNoLedger_whenTheJobsDoNotAnswer() {
    assertThat(StatusReport.ledger(null)).isEmpty();
  }

  @Test
  void isOneLineOfJson() {
    StatusReport report =
        new StatusReport(
            true, List.of(new StatusReport.Part("kafka", "healthy", 0, "")), Map.of("residue", 0L));

    assertThat(report.healthy()).isTrue();
    assertThat(report.json())
        .isEqualTo(
            "{\"caughtUp\":true,\"parts\":[{\"name\":\"kafka\",\"state\":\"healthy\","
                + "\"lagSeconds\":0.0,\"detail\":\"\"}],\"ledger\":{\"residue\":0}}");
  }

  @Test
  void isNotHealthy_whenOnePartIsNot() {
    StatusReport report =
        new StatusReport(
            false,
            List.of(
                new StatusReport.Part("kafka", "healthy", 0, ""),
                new StatusReport.Part("jobs", "restarting", 3, "ended with code 1")),
            Map.of());

    assertThat(report.healthy()).isFalse();
  }
}
