// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.TelemetryHeaders;
import backbone.streams.Watermarks.Mark;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class WatermarksTest {

  private static final long BEHIND_MAX_MS = 300_000;

  private final Watermarks marks = new Watermarks(List.of("raw/0", "raw/1"), BEHIND_MAX_MS);

  @Test
  void standsStill_untilEveryExpectedPartitionHasSpoken() {
    assertThat(marks.advance(new Mark("raw/0", 5_000))).isFalse();
    assertThat(marks.now()).isEqualTo(Watermarks.UNKNOWN);
    assertThat(marks.slowest()).isEqualTo("raw/1");
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
    assertThat(marks.slowest()).isEqualTo("raw/0");
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

  @Test
  void refusesAbsurdMarks_whichCouldNotBeStoredOrWouldEndTime() {
    assertThat(Watermarks.read(control("raw/0", "5000"))).isEqualTo(new Mark("raw/0", 5_000));
    assertThat(Watermarks.read(control("r".repeat(40_000), "5000"))).isNull();
    assertThat(Watermarks.read(control("raw/0", "" + Long.MAX_VALUE))).isNull();
    assertThat(Watermarks.read(control("raw/0", "-1"))).isNull();
  }

  @Test
  void keepsItsStateStorable_whateverNamesCome() {
    for (int i = 0; i < 10_000; i++) {
      marks.advance(new Mark("n".repeat(250) + i, 5_000));
    }
    assertThat(marks.write().length).isLessThan(1 << 20);
  }

  private static Headers control(String partition, String ms) {
    return new RecordHeaders()
        .add(TelemetryHeaders.CONTROL, TelemetryHeaders.CONTROL_WATERMARK.getBytes(UTF_8))
        .add(TelemetryHeaders.RAW, partition.getBytes(UTF_8))
        .add(TelemetryHeaders.WATERMARK, ms.getBytes(UTF_8));
  }
}
