// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.times;

import static backbone.engine.normalize.text.Bytes.isDigit;

import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import java.time.ZoneId;

/**
 * Reads the time at a position. A reader returns whether there is one; then {@link #nanos()} and
 * {@link #end()} tell its value and where the text goes on. Knows no clock: what a text leaves out
 * comes from the arrival and the zone of the {@link Line}.
 */
public final class TimeParser extends CalendarTimes {

  /** Seconds below this fit a long as nanoseconds; larger numbers are of a finer unit. */
  public static final long SECONDS_MAX = 9_200_000_000L;

  /** Below, a number is no time, but more likely a duration; 1973 in seconds. */
  private static final long EPOCH_MIN = 100_000_000L;

  /** What TAI64 adds to the seconds since 1970, with the leap seconds of that year. */
  private static final long TAI_OFFSET = (1L << 62) + 10;

  /**
   * {@code 2024-01-02T10:11:12.345+09:00} and kin: slashes or dashes, T or blank, seconds and 0-9
   * fraction digits after dot or comma, zone {@code Z}, {@code UTC}, {@code GMT} or an offset, or
   * none.
   */
  public boolean iso(byte[] b, int from, int to, ZoneId zone) {
    if (to - from < 16
        || (b[from + 4] != '-' && b[from + 4] != '/')
        || b[from + 7] != b[from + 4]) {
      return false;
    }
    int year = two(b, from) * 100 + two(b, from + 2);
    int month = two(b, from + 5);
    int day = two(b, from + 8);
    int mark = b[from + 10];
    if (year < 0 || (mark != 'T' && mark != ' ' && mark != 't') || !timeOfDay(b, from + 11, to)) {
      return false;
    }
    return LocalTimes.isDay(year, month, day)
        && finish(LocalTimes.epochDay(year, month, day), b, to, zone);
  }

  /**
   * A whole number or decimal fraction since 1970, of seconds, milli-, micro- or nanoseconds by its
   * size.
   */
  public boolean epoch(byte[] b, int from, int to) {
    int point = Bytes.digitsEnd(b, from, to);
    long whole = Bytes.number(b, from, point);
    if (point - from == 19) {
      whole = Bytes.number(b, from, point - 1);
      boolean fits = whole < 922_337_203_685_477_580L;
      return fits && point == to && setNanos(whole * 10 + b[point - 1] - '0', to);
    }
    if (whole < EPOCH_MIN || (point < to && b[point] != '.')) {
      return to - from >= 5 && to - from <= 30 && point == from + 1 && scientific(b, from, to);
    }
    long unit = 1;
    long seconds = whole;
    while (seconds >= SECONDS_MAX) {
      seconds /= 1000;
      unit *= 1000;
    }
    if (unit > NANOS || (point < to && Bytes.digitsEnd(b, point + 1, to) != to)) {
      return false;
    }
    long scale = NANOS / unit;
    return setNanos(whole * scale + (point < to ? part(b, point + 1, to) / unit : 0), to);
  }

  /** {@code 1.704190272345678e+09}, as zap writes seconds. */
  private boolean scientific(byte[] b, int from, int to) {
    java.math.BigDecimal seconds;
    try {
      seconds = new java.math.BigDecimal(Bytes.text(b, from, to));
    } catch (NumberFormatException broken) {
      return false;
    }
    boolean fits = seconds.precision() - seconds.scale() <= 10 && seconds.scale() <= 30;
    long second = fits ? seconds.longValue() : 0;
    return second >= EPOCH_MIN
        && second < SECONDS_MAX
        && setNanos(seconds.movePointRight(9).longValue(), to);
  }

  /** {@code @4000000037c219bf2ef02e94}: 64 bits of seconds, then nanoseconds, in hex. */
  public boolean tai(byte[] b, int from, int to) {
    if (to - from < 25 || b[from] != '@') {
      return false;
    }
    long seconds = hex(b, from + 1, from + 17) - TAI_OFFSET;
    long part = hex(b, from + 17, from + 25);
    boolean is = seconds > 0 && seconds < SECONDS_MAX && part >= 0 && part < NANOS;
    return is && setNanos(seconds * NANOS + part, from + 25);
  }

  private static long hex(byte[] b, int from, int to) {
    long value = 0;
    for (int at = from; at < to; at++) {
      int digit = Character.digit(b[at], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Any of the forms that name their date, filling the whole range. */
  public boolean any(byte[] b, int from, int to, ZoneId zone) {
    if (from >= to || !isDigit(b[from])) {
      return word(b, from, to, zone) && end() == to;
    }
    if (iso(b, from, to, zone)) {
      // Java prints the region behind the offset, which has said it all.
      return end() == to || b[end()] == '[';
    }
    return epoch(b, from, to) || (dayFirst(b, from, to, zone) && end() == to);
  }

  private boolean word(byte[] b, int from, int to, ZoneId zone) {
    return ctime(b, from, to, zone)
        || mail(b, from, to, zone)
        || halfDays(b, from, to, zone)
        || tai(b, from, to);
  }
}
