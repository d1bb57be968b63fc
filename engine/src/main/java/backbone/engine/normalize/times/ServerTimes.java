// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.times;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.times.LocalTimes.DAY_SECONDS;

import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import java.time.ZoneId;

/**
 * Times as only servers write them. A reader returns whether there is one; then {@link #nanos()}
 * and {@link #end()} tell its value and where the text goes on.
 */
public final class ServerTimes {

  private static final long FUTURE_SECONDS_MAX = DAY_SECONDS;
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private final LocalTimes locals = new LocalTimes();
  private long nanos;
  private int end;
  private int secondOfDay;
  private int fraction;

  /** Nanoseconds since 1970 of the time that was read last. */
  public long nanos() {
    return nanos;
  }

  /** Where the text goes on behind it. */
  public int end() {
    return end;
  }

  /** {@code 081109 203615}, Hadoop's short form. */
  public boolean compact(byte[] b, int from, int to, ZoneId zone) {
    if (to - from < 13 || b[from + 6] != ' ' || Bytes.digitsEnd(b, from + 7, to) != from + 13) {
      return false;
    }
    fraction = 0;
    end = from + 13;
    return clock(two(b, from + 7), two(b, from + 9), two(b, from + 11))
        && day(2000 + two(b, from), two(b, from + 2), two(b, from + 4), zone);
  }

  /** {@code 240102 10:11:12} and {@code 240102 9:11:12}, MySQL's old form. */
  public boolean sixDigits(byte[] b, int from, int to, ZoneId zone) {
    return to - from >= 15
        && b[from + 6] == ' '
        && timeOfDay(b, from + 7, to)
        && day(2000 + two(b, from), two(b, from + 2), two(b, from + 4), zone);
  }

  /** {@code 17/06/09 20:10:40}: year, month, day. */
  public boolean slashed(byte[] b, int from, int to, ZoneId zone) {
    return to - from >= 17
        && b[from + 2] == '/'
        && b[from + 5] == '/'
        && b[from + 8] == ' '
        && timeOfDay(b, from + 9, to)
        && day(2000 + two(b, from), two(b, from + 3), two(b, from + 6), zone);
  }

  /** {@code 2024-01-02 9:11:12}: as ISO, but with a blank before a short hour. */
  public boolean padded(byte[] b, int from, int to, ZoneId zone) {
    return to - from >= 19
        && b[from + 4] == '-'
        && b[from + 7] == '-'
        && b[from + 10] == ' '
        && timeOfDay(b, from + 11, to)
        && day(two(b, from) * 100 + two(b, from + 2), two(b, from + 5), two(b, from + 8), zone);
  }

  /** {@code 02 Jan 2024 10:11:12.345}; without a year the latest that is at most a day ahead. */
  public boolean dayMonth(byte[] b, int from, int to, Line line) {
    int month = to - from < 15 || b[from + 2] != ' ' || b[from + 6] != ' ' ? 0 : month(b, from + 3);
    if (month == 0) {
      return false;
    }
    int day = two(b, from);
    if (b[from + 9] == ':') {
      return timeOfDay(b, from + 7, to) && yearless(month, day, line);
    }
    int year = two(b, from + 7) * 100 + two(b, from + 9);
    return to - from >= 20
        && b[from + 11] == ' '
        && timeOfDay(b, from + 12, to)
        && day(year, month, day, line.zone());
  }

  private boolean yearless(int month, int day, Line line) {
    long latest = line.arrivalMs() / 1000 + FUTURE_SECONDS_MAX;
    int newest = LocalTimes.year(latest, line.zone());
    // Eight years back is enough for any 29 February.
    for (int year = newest; year >= newest - 8; year--) {
      if (day(year, month, day, line.zone()) && Math.floorDiv(nanos, TimeParser.NANOS) <= latest) {
        return true;
      }
    }
    return false;
  }

  private boolean day(int year, int month, int day, ZoneId zone) {
    if (!LocalTimes.isDay(year, month, day)) {
      return false;
    }
    long local = LocalTimes.epochDay(year, month, day) * DAY_SECONDS + secondOfDay;
    nanos = locals.epochSecond(local, zone) * TimeParser.NANOS + fraction;
    return true;
  }

  /** {@code HH:mm:ss[.fraction]}, the hour with a blank in front where it is short. */
  private boolean timeOfDay(byte[] b, int from, int to) {
    if (to - from < 8 || b[from + 2] != ':' || b[from + 5] != ':') {
      return false;
    }
    int hour = b[from] == ' ' && isDigit(b[from + 1]) ? b[from + 1] - '0' : two(b, from);
    end = from + 8;
    fraction = 0;
    if (end + 1 < to && b[end] == '.' && isDigit(b[end + 1])) {
      int last = Bytes.digitsEnd(b, end + 1, to);
      for (int i = 0; i < 9; i++) {
        fraction = fraction * 10 + (end + 1 + i < last ? b[end + 1 + i] - '0' : 0);
      }
      end = last;
    }
    return clock(hour, two(b, from + 3), two(b, from + 6));
  }

  private boolean clock(int hour, int minute, int second) {
    secondOfDay = hour * 3600 + minute * 60 + second;
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
  }

  /** Two digits, or a number so negative that it stays negative in sums. */
  private static int two(byte[] b, int at) {
    return isDigit(b[at]) && isDigit(b[at + 1]) ? (b[at] - '0') * 10 + b[at + 1] - '0' : -10_000;
  }

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
