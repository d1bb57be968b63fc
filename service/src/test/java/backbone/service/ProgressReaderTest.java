// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.Progress.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReaderTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void isCompleteUpToTheSettlingTime_whenNothingWaits() {
    Progress progress =
        ProgressReader.summary(NOW, List.of(stage("shipper", "ok", 0), stage("sink", "ok", 0)));

    assertThat(progress.caughtUp()).isTrue();
    assertThat(progress.completeUpTo()).isEqualTo(NOW.minusSeconds(2));
  }

  @Test
  void isCompleteUpToTheOldestThatWaits_whenStagesAreBehind() {
    Progress progress =
        ProgressReader.summary(
            NOW, List.of(stage("shipper", "behind", 4.25), stage("sink", "behind", 3)));

    assertThat(progress.caughtUp()).isFalse();
    assertThat(progress.completeUpTo()).isEqualTo(NOW.minusMillis(4250));
  }

  @Test
  void settlesStill_whenWhatWaitsIsYounger() {
    Progress progress = ProgressReader.summary(NOW, List.of(stage("sink", "behind", 0.5)));

    assertThat(progress.caughtUp()).isFalse();
    assertThat(progress.completeUpTo()).isEqualTo(NOW.minusSeconds(2));
  }

  @Test
  void knowsNoTime_whenAStageIsUnknown() {
    Progress progress =
        ProgressReader.summary(
            NOW, List.of(stage("shipper", "unknown", 0), stage("sink", "ok", 0)));

    assertThat(progress.caughtUp()).isFalse();
    assertThat(progress.completeUpTo()).isNull();
  }

  @Test
  void completesLogs_whateverWaitsOfTracesAndMetrics() {
    Progress progress =
        ProgressReader.summary(
            NOW, List.of(stage("normalize-logs", "ok", 0), stage("sample-traces", "unknown", 60)));

    assertThat(progress.caughtUp()).isFalse();
    assertThat(progress.completeUpTo()).isEqualTo(NOW.minusSeconds(2));
  }

  private static Stage stage(String name, String state, double lagSeconds) {
    return new Stage(name, state, lagSeconds > 0 ? 1 : 0, lagSeconds, "");
  }
}
