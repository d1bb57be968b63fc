// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.testkit.Seeds;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoveredRangesTest {

  private static final int BYTES = 60;
  private static final int STEPS = 2_000;

  @Test
  void rangesAgreeWithABitSet_whateverTheOrder() {
    Seeds.forEach((random, seed) -> compare(random));
  }

  /** 60 bytes hold at most 30 gaps; a step past the bound may forget, but never invents. */
  private static void compare(Random random) {
    BitSet model = new BitSet();
    CoveredRanges ranges = CoveredRanges.empty(3);
    boolean exact = true;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(20) == 0) {
        model.clear();
        ranges = CoveredRanges.empty(3);
        exact = true;
      }
      int start = random.nextInt(BYTES);
      int end = start + 1 + random.nextInt(Math.min(3, BYTES - start));
      model.set(start, end);
      ranges = CoveredRanges.read(ranges.with(start, end, step).write());
      exact &= ranges.size() < CoveredRanges.RANGES_MAX;
      assertThat(ranges.size()).isLessThanOrEqualTo(CoveredRanges.RANGES_MAX);
      assertThat(ranges.covers(start, end)).isTrue();
      check(random, model, ranges, exact);
    }
  }

  private static void check(Random random, BitSet model, CoveredRanges ranges, boolean exact) {
    int start = random.nextInt(BYTES);
    int end = start + 1 + random.nextInt(5);
    boolean all = model.nextClearBit(start) >= end;
    int next = model.nextSetBit(start);
    boolean any = next >= 0 && next < end;
    if (exact) {
      assertThat(ranges.covers(start, end)).isEqualTo(all);
      assertThat(ranges.overlaps(start, end)).isEqualTo(any);
    } else {
      assertThat(!ranges.covers(start, end) || all).isTrue();
      assertThat(!ranges.overlaps(start, end) || any).isTrue();
    }
  }

  @Test
  void shortestRangeIsForgotten_whenThereAreTooMany() {
    CoveredRanges ranges = CoveredRanges.empty(0);
    for (int i = 0; i < CoveredRanges.RANGES_MAX; i++) {
      ranges = ranges.with(i * 100L, i * 100L + (i == 7 ? 5 : 50), i);
    }
    ranges = ranges.with(10_000, 10_001, 99);

    assertThat(ranges.covers(700, 705)).isFalse();
    assertThat(ranges.covers(10_000, 10_001)).isTrue();
    assertThat(ranges.size()).isEqualTo(CoveredRanges.RANGES_MAX);
  }

  @Test
  void bytesStayAsTheyAre() {
    byte[] written = CoveredRanges.empty(2).with(5, 9, 7).write();

    assertThat(written)
        .containsExactly(
            1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 7, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0,
            9);
  }

  @Test
  void unknownVersionIsNamed() {
    assertThatThrownBy(() -> CoveredRanges.read(new byte[] {9}))
        .hasMessage("store ranges-by-source holds version 9, this release reads 1");
  }
}
