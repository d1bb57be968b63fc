// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {

  private static final TopicPartition LEDGER = new TopicPartition("ledger-changelog", 3);
  private static final TopicPartition TRACES = new TopicPartition("traces-changelog", 1);

  private final RestoreProgress progress = new RestoreProgress();

  @Test
  void tellsHowFarEachStoreIs_untilItIsBack() {
    progress.onRestoreStart(TRACES, "traces", 100, 1_100);
    progress.onRestoreStart(LEDGER, "ledger", 0, 50);
    progress.onBatchRestored(TRACES, "traces", 400, 300);
    progress.onBatchRestored(TRACES, "traces", 600, 200);

    assertThat(progress.facts())
        .containsExactly(
            Map.of("store", "ledger", "partition", 3, "restored", 0L, "total", 50L),
            Map.of("store", "traces", "partition", 1, "restored", 500L, "total", 1_000L));
    assertThat(progress.left()).isEqualTo(550);
    assertThat(progress.detail()).isEqualTo("; it has read back 500 of 1050 records");
    progress.onRestoreEnd(LEDGER, "ledger", 50);
    progress.onRestoreSuspended(TRACES, "traces", 500);
    assertThat(progress.facts()).isEmpty();
    assertThat(progress.left()).isZero();
    assertThat(progress.detail()).isEmpty();
  }
}
