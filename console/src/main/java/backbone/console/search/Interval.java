// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.time.Duration;
import java.util.List;

/** Width of a histogram's bars: an hour or finer up to a week, then as coarse as needed. */
final class Interval {

  /** Bars that still look like a curve on a page. */
  private static final int BARS_GOAL = 170;

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30));

  private Interval() {}

  /** The finest width that needs few enough bars. */
  static Duration of(TimeRange range) {
    for (Duration width : WIDTHS) {
      if (bars(range, width) <= BARS_GOAL) {
        return width;
      }
    }
    long days = range.length().toDays() / BARS_GOAL + 1;
    return Duration.ofDays(days);
  }

  /** The same, but never finer than what was counted. */
  static Duration of(TimeRange range, Duration least) {
    Duration width = of(range);
    return width.compareTo(least) < 0 ? least : width;
  }

  private static long bars(TimeRange range, Duration width) {
    return range.length().toMillis() / width.toMillis() + 1;
  }
}
