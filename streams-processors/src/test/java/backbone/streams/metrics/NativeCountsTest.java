// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativeCountsTest {

  private static final double FACTOR = Math.pow(2, 1.0 / 8);
  private static final int TIMES = 2_000;

  @ParameterizedTest
  @MethodSource("backbone.testkit.Seeds#all")
  void eachDurationIsWithinTheBoundsOfItsBucket(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TIMES; i++) {
      long nanos = Math.min(Durations.NANOS_MAX, nanos(random));
      int index = NativeBuckets.index(nanos);
      double ms = nanos / Durations.NANOS_PER_MS;
      if (index == NativeBuckets.ZERO) {
        assertThat(ms).isLessThanOrEqualTo(NativeBuckets.ZERO_THRESHOLD_MS);
        continue;
      }
      double bound = Math.pow(2, index / 8.0);
      assertThat(ms).isLessThanOrEqualTo(bound * (1 + 1e-12));
      assertThat(ms).isGreaterThan(bound / FACTOR * (1 - 1e-12));
    }
    assertThat(NativeBuckets.index(1_000_000)).isZero();
    assertThat(NativeBuckets.index(2_000_000)).isEqualTo(8);
    assertThat(NativeBuckets.index(2_000_001)).isEqualTo(9);
    assertThat(NativeBuckets.index(Durations.NANOS_MAX)).isEqualTo(211);
  }

  @ParameterizedTest
  @MethodSource("backbone.testkit.Seeds#all")
  void tallyKeepsThem_whenItIsAddedStoredAndTakenAsADifference(long seed) {
    Random random = new Random(seed);
    Map<Integer, Long> truth = new TreeMap<>();
    Tally early = Tally.zero(Family.SPANS);
    observe(early, random, truth);
    Tally late = early.copy();
    observe(late, random, truth);
    Tally sum = Tally.zero(Family.SPANS);
    sum.add(early);
    sum.add(stored(late).since(stored(early)));
    sum.add(Tally.zero(Family.SPANS));

    truth.forEach((index, count) -> assertThat(sum.natives().of(index)).isEqualTo(count));
    assertThat(sum.natives().positive() + sum.natives().of(NativeBuckets.ZERO))
        .isEqualTo(sum.count());
    assertThat(early.natives().positive()).isLessThan(late.natives().positive());
  }

  private static void observe(Tally tally, Random random, Map<Integer, Long> truth) {
    for (int i = 0; i < TIMES; i++) {
      long nanos = nanos(random);
      tally.observe(nanos);
      tally.observeNative(nanos);
      truth.merge(NativeBuckets.index(nanos), 1L, Long::sum);
    }
  }

  private static Tally stored(Tally tally) {
    Packer packer = new Packer();
    tally.write(packer);
    return Tally.read(new Unpacker(packer.toBytes()));
  }

  /** From nothing to more than a day. */
  private static long nanos(Random random) {
    return (long) Math.pow(2, random.nextDouble() * 46) - 1;
  }
}
