// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeRangeTest {

  private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void takesLastHour_whenNothingIsSaid() {
    assertThat(TimeRange.parse("", "", CLOCK))
        .isEqualTo(new TimeRange(NOW.minus(Duration.ofHours(1)), NOW));
  }

  @Test
  void readsZonesAndRelativeTimes() {
    assertThat(TimeRange.parse("2026-11-23T21:30:00+09:00", "-15m", CLOCK))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2026-11-23T12:30:00Z"), Instant.parse("2026-11-23T13:45:00Z")));
  }

  @Test
  void staysInsideWhatTheIndexHolds_whenFarAway() {
    assertThat(TimeRange.parse("1900-01-01T00:00:00Z", "9999-01-01T00:00:00Z", CLOCK))
        .isEqualTo(new TimeRange(Limits.TIME_MIN, Limits.TIME_MAX));
    assertThat(TimeRange.parse("-999999d", "now", CLOCK).from()).isEqualTo(Limits.TIME_MIN);
  }

  @Test
  void refuses_whenNoTimeOrTurnedAround() {
    assertThatThrownBy(() -> TimeRange.parse("yesterday", "", CLOCK))
        .hasMessageStartingWith("from=yesterday is no time. Use 2026-11-23T14:00:00Z,");
    assertThatThrownBy(() -> TimeRange.parse("now", "-1h", CLOCK))
        .hasMessageStartingWith("The range ends before it begins:");
  }

  @ParameterizedTest
  @CsvSource({"15m,10s", "1h,30s", "24h,10m", "7d,1h", "30d,12h", "9000d,53d"})
  void choosesBars_hourOrFinerUpToAWeek(String range, String bars) {
    Duration interval = Interval.of(TimeRange.parse("-" + range, "now", CLOCK));
    assertThat(interval).isEqualTo(duration(bars));
  }

  @ParameterizedTest
  @CsvSource({"1s", "59m", "3h", "8d", "400d", "20000d", "999999d"})
  void neverAsksForMoreBarsThanAllowed(String range) {
    TimeRange asked = TimeRange.parse("-" + range, "now", CLOCK);
    long bars = asked.length().toMillis() / Interval.of(asked).toMillis() + 2;
    assertThat(bars).isLessThanOrEqualTo(Limits.BUCKETS_MAX);
  }

  private static Duration duration(String text) {
    return text.endsWith("d")
        ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
        : Duration.parse("PT" + text);
  }
}
