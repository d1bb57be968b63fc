// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.times;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.times.LocalTimes.DAY_SECONDS;

import backbone.engine.normalize.text.Bytes;
import java.time.ZoneId;

/** The parts that times are made of, and the time that was read last. */
class TimeFields {

  /** Nanoseconds of a second. */
  public static final long NANOS = 1_000_000_000L;

  /** What a text without a zone has for an offset. */
  static final int NO_ZONE = Integer.MIN_VALUE;

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private final LocalTimes locals = new LocalTimes();
  private long nanos;

  private int end;

  // Of the time of day that was read last.
  private int secondOfDay;
  private int fraction;

  /** Nanoseconds since 1970 of the time read last. */
  public final long nanos() {
    return nanos;
  }

  /** One past its last byte. */
  public final int end() {
    return end;
  }

  /** Reads the zone behind the time of day, and puts all together. */
  final boolean finish(long epochDay, byte[] b, int to, ZoneId zone) {
    return finish(epochDay, offset(b, to), zone);
  }

  /**
   * Puts all together.
   *
   * @param offset seconds that local time is ahead of UTC, or {@link #NO_ZONE} to ask the zone
   */
  final boolean finish(long epochDay, int offset, ZoneId zone) {
    long local = epochDay * DAY_SECONDS + secondOfDay;
    long second = offset == NO_ZONE ? locals.epochSecond(local, zone) : local - offset;
    nanos = second * NANOS + fraction;
    return true;
  }

  /** The same, unless it would be after a moment; for texts that leave out the year or the day. */
  final boolean finishUntil(long latestSecond, long epochDay, ZoneId zone) {
    return finish(epochDay, NO_ZONE, zone) && Math.floorDiv(nanos, NANOS) <= latestSecond;
  }

  /** Moves the end over what a form has behind the time. */
  public final void end(int at) {
    end = at;
  }

  /** Twelve hours on, or back for the hour after midnight; false where the hour is no such. */
  final boolean halfDay(boolean afternoon) {
    int hour = secondOfDay / 3600;
    if (afternoon && hour < 12) {
      secondOfDay += 12 * 3600;
    } else if (!afternoon && hour == 12) {
      secondOfDay -= 12 * 3600;
    }
    return hour >= 1 && hour <= 12;
  }

  final boolean setNanos(long value, int at) {
    nanos = value;
    end = at;
    return true;
  }

  /** {@code HH:mm[:ss[.fraction]]}; second 60 is a leap second and becomes the next minute. */
  final boolean timeOfDay(byte[] b, int from, int to) {
    return timeOfDay(b, from, 2, to);
  }

  /** The same with one or two digits of the hour. */
  final boolean timeOfDay(byte[] b, int from, int hourDigits, int to) {
    int colon = from + hourDigits;
    if (to - colon < 3 || b[colon] != ':') {
      return false;
    }
    int hour = hourDigits == 2 ? two(b, from) : isDigit(b[from]) ? b[from] - '0' : -1;
    int minute = two(b, colon + 1);
    int second = 0;
    int at = colon + 3;
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

  /** Offset in seconds of the zone behind the time, moving the end past it; or {@link #NO_ZONE}. */
  final int offset(byte[] b, int to) {
    int at = end;
    boolean apart = at < to && b[at] == ' ';
    if (apart) {
      at++;
    }
    if (at >= to) {
      return NO_ZONE;
    }
    int first = b[at];
    if (first == '+' || first == '-') {
      return signedOffset(b, at, to, apart);
    }
    int length = ZoneNames.length(b, at, to);
    if (length == 0) {
      return NO_ZONE;
    }
    end = at + length;
    return ZoneNames.offset(b, at, length);
  }

  private int signedOffset(byte[] b, int at, int to, boolean apart) {
    int hours = at + 3 <= to ? two(b, at + 1) : -1;
    if (hours < 0 || hours > 18) {
      return NO_ZONE;
    }
    int colon = at + 3 < to && b[at + 3] == ':' ? 1 : 0;
    int minutes = at + 5 + colon <= to ? two(b, at + 3 + colon) : -1;
    if (minutes < 0 && (apart || colon == 1)) {
      return NO_ZONE;
    }
    end = minutes < 0 ? at + 3 : at + 5 + colon;
    int seconds = hours * 3600 + Math.max(minutes, 0) * 60;
    return b[at] == '-' ? -seconds : seconds;
  }

  /** The first nine digits of a fraction as nanoseconds. */
  static long part(byte[] b, int from, int to) {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      value = value * 10 + (from + i < to ? b[from + i] - '0' : 0);
    }
    return value;
  }

  /** Two digits, or a number so negative that it stays negative in sums. */
  static int two(byte[] b, int at) {
    return isDigit(b[at]) && isDigit(b[at + 1]) ? (b[at] - '0') * 10 + b[at + 1] - '0' : -10_000;
  }

  static int dayOfMonth(byte[] b, int at) {
    return b[at] == ' ' && isDigit(b[at + 1]) ? b[at + 1] - '0' : two(b, at);
  }

  /** 1 to 12 for the English abbreviation at a position, else 0. */
  static int month(byte[] b, int at) {
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
