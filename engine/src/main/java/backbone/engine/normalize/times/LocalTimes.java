// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.times;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * From calendar fields to seconds since 1970. Remembers the offset of the last quarter of an hour,
 * as lines come in the order of time.
 */
final class LocalTimes {

  static final int YEAR_MIN = 1900;
  static final int YEAR_MAX = 2261;
  static final long DAY_SECONDS = 86_400;

  private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long QUARTER_SECONDS = 900;

  private ZoneId zone;
  private long quarter = Long.MIN_VALUE;
  private int offsetSeconds;

  /** Whether the fields are a day that exists, within the years that nanoseconds can hold. */
  static boolean isDay(int year, int month, int day) {
    return year >= YEAR_MIN
        && year <= YEAR_MAX
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= MONTH_DAYS[month - 1]
        && (month != 2 || day < 29 || isLeap(year));
  }

  static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Days since 1970-01-01 of a day in the Gregorian calendar. */
  static long epochDay(int year, int month, int day) {
    // Years begin in March here, so that the leap day is the last one.
    int shifted = month <= 2 ? year - 1 : year;
    int era = shifted / 400;
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /** The year in which a moment lies, in a zone. */
  static int year(long epochSecond, ZoneId zone) {
    return java.time.Instant.ofEpochSecond(epochSecond).atZone(zone).getYear();
  }

  /** Seconds since 1970 of a local time; the earlier of two where the clock was set back. */
  long epochSecond(long localSecond, ZoneId in) {
    long wanted = Math.floorDiv(localSecond, QUARTER_SECONDS);
    if (wanted != quarter || !in.equals(zone)) {
      LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
      offsetSeconds = in.getRules().getOffset(local).getTotalSeconds();
      quarter = wanted;
      zone = in;
    }
    return localSecond - offsetSeconds;
  }
}
