// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Bytes.isDigit;
import static backbone.engine.normalize.LocalTimes.DAY_SECONDS;

import java.time.ZoneId;

/**
 * Reads the time at a position. A reader returns whether there is one; then {@link #nanos()} and
 * {@link #end()} tell its value and where the text goes on. Knows no clock: what a text leaves out
 * comes from the arrival and the zone of the {@link Line}.
 */
final class TimeParser {

  static final long NANOS = 1_000_000_000L;

  /** Seconds below this fit a long as nanoseconds; larger numbers are of a finer unit. */
  static final long SECONDS_MAX = 9_200_000_000L;

  private static final long FUTURE_SECONDS_MAX = DAY_SECONDS;
  private static final long CLOCK_AHEAD_SECONDS_MAX = 3_600;
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private final LocalTimes locals = new LocalTimes();
  private long nanos;
  private int end;

  // Fields of the time of day that was read last.
  private int secondOfDay;
  private int fraction;

  /** Nanoseconds since 1970 of the time read last. */
  long nanos() {
    return nanos;
  }

  /** One past its last byte. */
  int end() {
    return end;
  }

  /**
   * {@code 2024-01-02T10:11:12.345+09:00} and kin: slashes or dashes, T or blank, seconds and 0-9
   * fraction digits after dot or comma, zone {@code Z}, {@code UTC}, {@code GMT} or an offset, or
   * none.
   */
  boolean iso(byte[] b, int from, int to, ZoneId zone) {
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

  /** {@code 10:11:12.345}: a time on the latest day that is at most an hour after arrival. */
  boolean clock(byte[] b, int from, int to, Line line) {
    if (to - from < 8 || b[from + 2] != ':' || b[from + 5] != ':' || !timeOfDay(b, from, to)) {
      return false;
    }
    long latest = line.arrivalMs() / 1000 + CLOCK_AHEAD_SECONDS_MAX;
    long day = Math.floorDiv(latest, DAY_SECONDS) + 1;
    for (int tries = 0; tries < 4; tries++) {
      long second = locals.epochSecond((day - tries) * DAY_SECONDS + secondOfDay, line.zone());
      if (second <= latest) {
        return set(second);
      }
    }
    return false;
  }

  /** {@code 17/May/2015:10:05:03 +0000}, the time of access logs. */
  boolean clf(byte[] b, int from, int to, ZoneId zone) {
    if (to - from < 20 || b[from + 2] != '/' || b[from + 6] != '/' || b[from + 11] != ':') {
      return false;
    }
    int year = two(b, from + 7) * 100 + two(b, from + 9);
    int month = month(b, from + 3);
    int day = two(b, from);
    return year >= 0
        && LocalTimes.isDay(year, month, day)
        && timeOfDay(b, from + 12, to)
        && finish(LocalTimes.epochDay(year, month, day), b, to, zone);
  }

  /** {@code Jun 4 15:16:01}: in the latest year that is at most a day after arrival. */
  boolean syslog(byte[] b, int from, int to, Line line) {
    int month = to - from < 15 || b[from + 3] != ' ' ? 0 : month(b, from);
    int day = month == 0 ? 0 : dayOfMonth(b, from + 4);
    if (day < 1 || b[from + 6] != ' ' || !timeOfDay(b, from + 7, to)) {
      return false;
    }
    long latest = line.arrivalMs() / 1000 + FUTURE_SECONDS_MAX;
    int newest = LocalTimes.year(latest, line.zone());
    // Eight years back is enough for any 29 February.
    for (int year = newest; year >= newest - 8; year--) {
      if (LocalTimes.isDay(year, month, day)) {
        long local = LocalTimes.epochDay(year, month, day) * DAY_SECONDS + secondOfDay;
        long second = locals.epochSecond(local, line.zone());
        if (second <= latest) {
          return set(second);
        }
      }
    }
    return false;
  }

  /** {@code Sun Dec 04 04:47:44.123456 2005}, the time of Apache's error log. */
  boolean ctime(byte[] b, int from, int to, ZoneId zone) {
    int month = to - from < 24 || b[from + 3] != ' ' || b[from + 7] != ' ' ? 0 : month(b, from + 4);
    int day = month == 0 ? 0 : dayOfMonth(b, from + 8);
    if (day < 1 || !timeOfDay(b, from + 11, to) || end + 5 > to || b[end] != ' ') {
      return false;
    }
    int year = two(b, end + 1) * 100 + two(b, end + 3);
    if (year < 0 || !LocalTimes.isDay(year, month, day)) {
      return false;
    }
    int after = end + 5;
    long local = LocalTimes.epochDay(year, month, day) * DAY_SECONDS + secondOfDay;
    set(locals.epochSecond(local, zone));
    end = after;
    return true;
  }

  /**
   * A whole number or decimal fraction since 1970, of seconds, milli-, micro- or nanoseconds by its
   * size. Below 1e8 (1973 in seconds) it is no time, but more likely a duration.
   */
  boolean epoch(byte[] b, int from, int to) {
    int point = Bytes.digitsEnd(b, from, to);
    long whole = Bytes.number(b, from, point);
    if (point - from == 19) {
      whole = Bytes.number(b, from, point - 1);
      boolean fits = whole < 922_337_203_685_477_580L;
      return fits && point == to && setNanos(whole * 10 + b[point - 1] - '0', to);
    }
    if (whole < 100_000_000L || (point < to && b[point] != '.')) {
      return false;
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

  /** Any of the forms above that name their date, filling the whole range. */
  boolean any(byte[] b, int from, int to, ZoneId zone) {
    if (from >= to || !isDigit(b[from])) {
      return ctime(b, from, to, zone) && end == to;
    }
    if (iso(b, from, to, zone)) {
      // Java prints the region behind the offset, which has said it all.
      return end == to || b[end] == '[';
    }
    return epoch(b, from, to) || (clf(b, from, to, zone) && end == to);
  }

  private boolean finish(long epochDay, byte[] b, int to, ZoneId zone) {
    long local = epochDay * DAY_SECONDS + secondOfDay;
    int offset = offset(b, to);
    return set(offset == Integer.MIN_VALUE ? locals.epochSecond(local, zone) : local - offset);
  }

  private boolean set(long epochSecond) {
    nanos = epochSecond * NANOS + fraction;
    return true;
  }

  private boolean setNanos(long value, int at) {
    nanos = value;
    end = at;
    return true;
  }

  /** {@code HH:mm[:ss[.fraction]]}; second 60 is a leap second and becomes the next minute. */
  private boolean timeOfDay(byte[] b, int from, int to) {
    if (to - from < 5 || b[from + 2] != ':') {
      return false;
    }
    int hour = two(b, from);
    int minute = two(b, from + 3);
    int second = 0;
    int at = from + 5;
    if (to - at >= 3 && b[at] == ':') {
      second = two(b, at + 1);
      at += 3;
    }
    fraction = 0;
    if (at + 1 < to && (b[at] == '.' || b[at] == ',') && isDigit(b[at + 1])) {
      int last = Bytes.digitsEnd(b, at + 1, to);
      fraction = (int) part(b, at + 1, last);
      at = last;
    }
    end = at;
    secondOfDay = hour * 3600 + minute * 60 + second;
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
  }

  /** Offset in seconds of the zone behind the time, moving the end past it; or MIN_VALUE. */
  private int offset(byte[] b, int to) {
    int at = end;
    boolean apart = at < to && b[at] == ' ';
    if (apart) {
      at++;
    }
    if (at >= to) {
      return Integer.MIN_VALUE;
    }
    int first = b[at];
    if (first == '+' || first == '-') {
      return signedOffset(b, at, to, apart);
    }
    int length = first == 'Z' || first == 'z' ? 1 : 3;
    boolean named =
        length == 1 || Bytes.startsWith(b, at, to, "UTC") || Bytes.startsWith(b, at, to, "GMT");
    if (!named || (at + length < to && Bytes.isLetter(b[at + length]))) {
      return Integer.MIN_VALUE;
    }
    end = at + length;
    return 0;
  }

  private int signedOffset(byte[] b, int at, int to, boolean apart) {
    int hours = at + 3 <= to ? two(b, at + 1) : -1;
    if (hours < 0 || hours > 18) {
      return Integer.MIN_VALUE;
    }
    int colon = at + 3 < to && b[at + 3] == ':' ? 1 : 0;
    int minutes = at + 5 + colon <= to ? two(b, at + 3 + colon) : -1;
    if (minutes < 0 && (apart || colon == 1)) {
      return Integer.MIN_VALUE;
    }
    end = minutes < 0 ? at + 3 : at + 5 + colon;
    int seconds = hours * 3600 + Math.max(minutes, 0) * 60;
    return b[at] == '-' ? -seconds : seconds;
  }

  /** The first nine digits of a fraction as nanoseconds. */
  private static long part(byte[] b, int from, int to) {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      value = value * 10 + (from + i < to ? b[from + i] - '0' : 0);
    }
    return value;
  }

  /** Two digits, or a number so negative that it stays negative in sums. */
  private static int two(byte[] b, int at) {
    return isDigit(b[at]) && isDigit(b[at + 1]) ? (b[at] - '0') * 10 + b[at + 1] - '0' : -10_000;
  }

  private static int dayOfMonth(byte[] b, int at) {
    return b[at] == ' ' && isDigit(b[at + 1]) ? b[at + 1] - '0' : two(b, at);
  }

  /** 1 to 12 for the English abbreviation at a position, else 0. */
  private static int month(byte[] b, int at) {
    for (int month = 0; month < 12; month++) {
      int name = month * 3;
      if ((b[at] | 0x20) == MONTHS.charAt(name)
          && (b[at + 1] | 0x20) == MONTHS.charAt(name + 1)
          && (b[at + 2] | 0x20) == MONTHS.charAt(name + 2)) {
        return month + 1;
      }
    }
    return 0;
  }
}
