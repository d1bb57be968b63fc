// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "2000000, 0", "2000001, 1", "15000000000, 18", "15000000001, 19"})
  void boundsAreInclusive(long nanos, int bucket) {
    assertThat(Durations.bucket(nanos)).isEqualTo(bucket);
  }

  @Test
  void durationIsNeverNegative_norLongerThanADay() {
    assertThat(Durations.between(5, 0)).isZero();
    assertThat(Durations.between(1, Long.MAX_VALUE)).isEqualTo(Durations.NANOS_MAX);
  }

  @Test
  void durationIsZero_whenTheStartIsMissing() {
    assertThat(Durations.between(0, 1_700_000_000_000_000_000L)).isZero();
  }

  @Test
  void differenceIsWhatCameSince_andNothingWhenItWouldFall() {
    Tally tally = Tally.zero(Family.SPANS);
    tally.observe(3_000_000);
    Tally earlier = tally.copy();
    tally.observe(9_000_000);

    Tally since = tally.since(earlier);
    assertThat(since.count()).isEqualTo(1);
    assertThat(since.sumMs()).isEqualTo(9);
    assertThat(since.buckets()).startsWith(0, 0, 0, 0, 1);
    assertThat(earlier.since(tally).count()).isZero();
    assertThat(earlier.since(tally).sumMs()).isZero();
  }

  @Test
  void sumStandsStill_whenItWouldRunOver() {
    Tally tally = Tally.zero(Family.SPANS);
    tally.observe(Long.MAX_VALUE);
    tally.observe(5);

    assertThat(tally.sumMs()).isEqualTo(Long.MAX_VALUE / Durations.NANOS_PER_MS);
  }

  @Test
  void secondsAreReadAsWritten_andTakeLittleRoom() {
    Tally tally = Tally.zero(Family.BURSTS);
    tally.observeSecond(0);
    tally.observeSecond(59);
    tally.observeSecond(59);
    Packer packer = new Packer();
    tally.write(packer);

    Tally read = Tally.read(new Unpacker(packer.toBytes()));
    assertThat(packer.size()).isLessThan(12);
    assertThat(read.count()).isEqualTo(3);
    assertThat(read.buckets()).isEqualTo(tally.buckets());
    assertThat(read.since(Tally.zero(Family.BURSTS)).buckets()).isEqualTo(tally.buckets());
  }
}
