// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.Watermarks.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarksTest {

  private static final long BEHIND_MAX_MS = 300_000;

  private final Watermarks marks = new Watermarks(List.of("raw/0", "raw/1"), BEHIND_MAX_MS);

  @Test
  void standsStill_untilEveryExpectedPartitionHasSpoken() {
    assertThat(marks.advance(new Mark("raw/0", 5_000))).isFalse();
    assertThat(marks.now()).isEqualTo(Watermarks.UNKNOWN);
    assertThat(marks.advance(new Mark("raw/1", 3_000))).isTrue();
    assertThat(marks.now()).isEqualTo(3_000);
  }

  @Test
  void followsTheSlowestPartition_andNeverGoesBack() {
    marks.advance(new Mark("raw/0", 5_000));
    marks.advance(new Mark("raw/1", 3_000));
    assertThat(marks.advance(new Mark("raw/0", 9_000))).isFalse();
    assertThat(marks.advance(new Mark("raw/1", 2_000))).isFalse();
    assertThat(marks.advance(new Mark("raw/1", 8_000))).isTrue();
    assertThat(marks.now()).isEqualTo(8_000);
  }

  @Test
  void leavesOutAPartition_thatLiesTooFarBehind() {
    marks.advance(new Mark("raw/0", 5_000));
    marks.advance(new Mark("raw/1", 3_000));
    marks.advance(new Mark("raw/0", 3_001 + BEHIND_MAX_MS));
    assertThat(marks.now()).isEqualTo(3_001 + BEHIND_MAX_MS);
    assertThat(marks.leftOut()).isEqualTo(1);
    marks.advance(new Mark("raw/1", 4_000));
    assertThat(marks.leftOut()).isZero();
    assertThat(marks.now()).isEqualTo(3_001 + BEHIND_MAX_MS);
  }

  @Test
  void isTheSame_afterWritingAndLoading() {
    marks.advance(new Mark("raw/0", 5_000));
    marks.advance(new Mark("raw/1", 3_000));
    Watermarks loaded = new Watermarks(List.of("raw/0", "raw/1"), BEHIND_MAX_MS);
    loaded.load(marks.write());
    assertThat(loaded.now()).isEqualTo(3_000);
    assertThat(loaded.advance(new Mark("raw/1", 4_000))).isTrue();
    assertThat(loaded.now()).isEqualTo(4_000);
  }
}
