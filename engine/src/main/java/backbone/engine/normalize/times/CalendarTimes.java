// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.times;

import static backbone.engine.normalize.times.LocalTimes.DAY_SECONDS;

import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import java.time.ZoneId;

/** Times that name their month, and times that leave out the year. */
class CalendarTimes extends TimeFields {

  private static final long FUTURE_SECONDS_MAX = DAY_SECONDS;
  private static final long CLOCK_AHEAD_SECONDS_MAX = 3_600;

  /** {@code 17/May/2015:10:05:03 +0000}, the time of access logs. */
  public final boolean clf(byte[] b, int from, int to, ZoneId zone) {
    return to - from >= 20
        && b[from + 2] == '/'
        && b[from + 11] == ':'
        && dayFirst(b, from, to, zone);
  }

  /**
   * {@code 2 Jan 2024 10:11:12,345}, {@code 02-Jan-2024 10:11:12.345} and {@code
   * 02/Jan/2024:10:11:12 +0000}.
   */
  public final boolean dayFirst(byte[] b, int from, int to, ZoneId zone) {
    int dayEnd = Bytes.digitsEnd(b, from, Math.min(to, from + 3));
    if (dayEnd == from || dayEnd - from > 2 || to - dayEnd < 14) {
      return false;
    }
    int mark = b[dayEnd];
    boolean form = (mark == ' ' || mark == '-' || mark == '/') && b[dayEnd + 4] == mark;
    int month = form ? month(b, dayEnd + 1) : 0;
    if (month == 0) {
      return false;
    }
    int year = two(b, dayEnd + 5) * 100 + two(b, dayEnd + 7);
    int day = (int) Bytes.number(b, from, dayEnd);
    int apart = b[dayEnd + 9];
    return year >= 0
        && (apart == ' ' || apart == ':')
        && LocalTimes.isDay(year, month, day)
        && timeOfDay(b, dayEnd + 10, to)
        && finish(LocalTimes.epochDay(year, month, day), b, to, zone);
  }

  /** {@code Tue, 02 Jan 2024 10:11:12 GMT}, the time of HTTP and mail. */
  final boolean mail(byte[] b, int from, int to, ZoneId zone) {
    return to - from > 5
        && b[from + 3] == ','
        && b[from + 4] == ' '
        && dayFirst(b, from + 5, to, zone);
  }

  /** {@code Jan 02, 2024 10:11:12 AM}, as Java's own logger has it, or with a comma more. */
  public final boolean halfDays(byte[] b, int from, int to, ZoneId zone) {
    int month = to - from < 20 || b[from + 3] != ' ' ? 0 : month(b, from);
    int dayEnd = month == 0 ? from : Bytes.digitsEnd(b, from + 4, Math.min(to, from + 7));
    if (dayEnd <= from + 4 || b[dayEnd] != ',' || b[dayEnd + 1] != ' ' || to - dayEnd < 12) {
      return false;
    }
    int year = two(b, dayEnd + 2) * 100 + two(b, dayEnd + 4);
    int clock = Bytes.skipBlanks(b, b[dayEnd + 6] == ',' ? dayEnd + 7 : dayEnd + 6, to);
    int day = (int) Bytes.number(b, from + 4, dayEnd);
    return clock > dayEnd + 6
        && year >= 0
        && LocalTimes.isDay(year, month, day)
        && twelveHours(b, clock, to)
        && finish(LocalTimes.epochDay(year, month, day), NO_ZONE, zone);
  }

  /** {@code 10:11:12 AM} or {@code 3:04PM}. */
  private boolean twelveHours(byte[] b, int from, int to) {
    if (!timeOfDay(b, from, from + 1 < to && b[from + 1] == ':' ? 1 : 2, to)) {
      return false;
    }
    int half = Bytes.skipBlanks(b, end(), to);
    half = isNarrowSpace(b, half, to) ? half + 3 : half;
    boolean is = half + 1 < to && (b[half + 1] | 0x20) == 'm';
    int first = is ? b[half] | 0x20 : 0;
    if ((first != 'a' && first != 'p') || !halfDay(first == 'p')) {
      return false;
    }
    end(half + 2);
    return true;
  }

  private static boolean isNarrowSpace(byte[] b, int at, int to) {
    return at + 3 <= to
        && b[at] == (byte) 0xE2
        && b[at + 1] == (byte) 0x80
        && b[at + 2] == (byte) 0xAF;
  }

  /**
   * {@code 3:04PM}, as zerolog shows it, on the latest day that is at most an hour after arrival.
   */
  public final boolean kitchen(byte[] b, int from, int to, Line line) {
    return to - from >= 6 && twelveHours(b, from, to) && onLatestDay(line);
  }

  /** {@code 10:11:12.345}: a time on the latest day that is at most an hour after arrival. */
  public final boolean clock(byte[] b, int from, int to, Line line) {
    return to - from >= 8
        && b[from + 2] == ':'
        && b[from + 5] == ':'
        && timeOfDay(b, from, to)
        && onLatestDay(line);
  }

  private boolean onLatestDay(Line line) {
    long latest = line.arrivalMs() / 1000 + CLOCK_AHEAD_SECONDS_MAX;
    long day = Math.floorDiv(latest, DAY_SECONDS) + 1;
    for (int tries = 0; tries < 4; tries++) {
      if (finishUntil(latest, day - tries, line.zone())) {
        return true;
      }
    }
    return false;
  }

  /** {@code Jun 4 15:16:01}: in the latest year that is at most a day after arrival. */
  public final boolean syslog(byte[] b, int from, int to, Line line) {
    int month = to - from < 15 || b[from + 3] != ' ' ? 0 : month(b, from);
    int day = month == 0 ? 0 : dayOfMonth(b, from + 4);
    return day >= 1
        && b[from + 6] == ' '
        && timeOfDay(b, from + 7, to)
        && inLatestYear(month, day, line);
  }

  /** {@code 01-02 10:11:12.345}, the time of Android. */
  public final boolean android(byte[] b, int from, int to, Line line) {
    return to - from >= 14
        && b[from + 2] == '-'
        && b[from + 5] == ' '
        && b[from + 8] == ':'
        && b[from + 11] == ':'
        && timeOfDay(b, from + 6, to)
        && inLatestYear(two(b, from), two(b, from + 3), line);
  }

  /** {@code 0102 10:11:12.123456} or with the year before it, the time of glog. */
  public final boolean glog(byte[] b, int from, int to, Line line) {
    int dateEnd = Bytes.digitsEnd(b, from, Math.min(to, from + 9));
    int month = dateEnd - 4;
    boolean dated = dateEnd - from == 8;
    if ((!dated && month != from) || to - dateEnd < 9 || b[dateEnd] != ' ') {
      return false;
    }
    if (b[dateEnd + 3] != ':' || b[dateEnd + 6] != ':' || !timeOfDay(b, dateEnd + 1, to)) {
      return false;
    }
    int year = dated ? two(b, from) * 100 + two(b, from + 2) : 0;
    return dated
        ? finishDay(year, two(b, month), two(b, month + 2), line)
        : inLatestYear(two(b, month), two(b, month + 2), line);
  }

  private boolean finishDay(int year, int month, int day, Line line) {
    return LocalTimes.isDay(year, month, day)
        && finish(LocalTimes.epochDay(year, month, day), NO_ZONE, line.zone());
  }

  private boolean inLatestYear(int month, int day, Line line) {
    long latest = line.arrivalMs() / 1000 + FUTURE_SECONDS_MAX;
    int newest = LocalTimes.year(latest, line.zone());
    // Eight years back is enough for any 29 February.
    for (int year = newest; year >= newest - 8; year--) {
      if (LocalTimes.isDay(year, month, day)
          && finishUntil(latest, LocalTimes.epochDay(year, month, day), line.zone())) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@code Sun Dec 04 04:47:44.123456 2005}, the time of Apache's error log and of C; Unix and Java
   * put a zone before the year.
   */
  public final boolean ctime(byte[] b, int from, int to, ZoneId zone) {
    int month = to - from < 24 || b[from + 3] != ' ' || b[from + 7] != ' ' ? 0 : month(b, from + 4);
    int day = month == 0 ? 0 : dayOfMonth(b, from + 8);
    if (day < 1 || !timeOfDay(b, from + 11, to)) {
      return false;
    }
    boolean named = end() + 1 < to && Bytes.isLetter(b[end() + 1]);
    int offset = named ? offset(b, to) : NO_ZONE;
    int year = end();
    if (year + 5 > to || b[year] != ' ') {
      return false;
    }
    int number = two(b, year + 1) * 100 + two(b, year + 3);
    if (number < 0 || !LocalTimes.isDay(number, month, day)) {
      return false;
    }
    end(year + 5);
    return finish(LocalTimes.epochDay(number, month, day), offset, zone);
  }
}
