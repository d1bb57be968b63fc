// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;

/**
 * How a time is written, where that is said: a pattern of Java's DateTimeFormatter with English
 * names, or the unit of a number since 1970. What a text leaves out, its year or date, comes from
 * the arrival. Immutable.
 */
public final class TimeFormat {

  /** Told for a text that is no such time. */
  public static final long NONE = Long.MIN_VALUE;

  static final int PATTERN_CHARS_MAX = 100;

  private static final int TEXT_CHARS_MAX = 100;
  private static final long AHEAD_MS_MAX = 86_400_000;
  private static final long CLOCK_AHEAD_MS_MAX = 3_600_000;
  private static final int YEAR_MAX = 2261;
  private static final Map<String, Integer> EPOCHS =
      Map.of("epoch_seconds", 9, "epoch_millis", 6, "epoch_micros", 3, "epoch_nanos", 0);

  private final String pattern;
  private final ZoneId zone;
  private final DateTimeFormatter formatter;

  private TimeFormat(String pattern, ZoneId zone, DateTimeFormatter formatter) {
    this.pattern = pattern;
    this.zone = zone;
    this.formatter = formatter;
  }

  /**
   * Reads a format.
   *
   * @param pattern null where any usual spelling is meant
   * @param zone of times that name none; null for the sender's
   * @throws IllegalArgumentException when the pattern is none
   */
  static TimeFormat of(String pattern, ZoneId zone) {
    if (pattern == null || EPOCHS.containsKey(pattern)) {
      return new TimeFormat(pattern, zone, null);
    }
    if (pattern.length() > PATTERN_CHARS_MAX) {
      throw new IllegalArgumentException("a pattern of " + pattern.length() + " characters");
    }
    return new TimeFormat(pattern, zone, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }

  /** Whether the engine is to look for any usual spelling. */
  public boolean isAny() {
    return pattern == null;
  }

  /** The zone of times that name none. */
  public ZoneId zone(ZoneId sender) {
    return zone == null ? sender : zone;
  }

  /**
   * Nanoseconds since 1970, or {@link #NONE}; never before 1970.
   *
   * @param sender zone, where the format names none
   * @param arrivalMs milliseconds since 1970
   */
  public long nanos(String text, ZoneId sender, long arrivalMs) {
    if (text.length() > TEXT_CHARS_MAX) {
      return NONE;
    }
    try {
      return formatter == null ? epoch(text) : written(text, zone(sender), arrivalMs);
    } catch (DateTimeException | ArithmeticException | NumberFormatException none) {
      return NONE;
    }
  }

  private long epoch(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return NONE;
      }
    }
    BigDecimal number = new BigDecimal(text).movePointRight(EPOCHS.get(pattern));
    return number.toBigInteger().longValueExact();
  }

  private long written(String text, ZoneId in, long arrivalMs) {
    // Without an exception for what is no such time at all: a hostile sender could fill a core.
    ParsePosition at = new ParsePosition(0);
    if (formatter.parseUnresolved(text, at) == null || at.getIndex() != text.length()) {
      return NONE;
    }
    TemporalAccessor parsed = formatter.parse(text);
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return nanos(Instant.from(parsed));
    }
    ZoneId own = parsed.query(TemporalQueries.zone());
    ZoneId zoneOfText = own == null ? in : own;
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime clock = time == null ? LocalTime.MIDNIGHT : time;
    if (date != null) {
      return nanos(date.atTime(clock).atZone(zoneOfText).toInstant());
    }
    if (parsed.isSupported(ChronoField.MONTH_OF_YEAR)) {
      return withYear(MonthDay.from(parsed), clock, zoneOfText, arrivalMs);
    }
    return time == null ? NONE : withDate(time, zoneOfText, arrivalMs);
  }

  /** In the latest year that is at most a day after arrival. */
  private static long withYear(MonthDay day, LocalTime time, ZoneId in, long arrivalMs) {
    Instant latest = Instant.ofEpochMilli(arrivalMs + AHEAD_MS_MAX);
    int newest = latest.atZone(in).getYear();
    // Eight years back is enough for any 29 February.
    for (int year = newest; year >= newest - 8; year--) {
      if (day.isValidYear(year)) {
        Instant found = day.atYear(year).atTime(time).atZone(in).toInstant();
        if (!found.isAfter(latest)) {
          return nanos(found);
        }
      }
    }
    return NONE;
  }

  /** On the latest day that is at most an hour after arrival. */
  private static long withDate(LocalTime time, ZoneId in, long arrivalMs) {
    Instant latest = Instant.ofEpochMilli(arrivalMs + CLOCK_AHEAD_MS_MAX);
    LocalDate today = latest.atZone(in).toLocalDate();
    Instant found = today.atTime(time).atZone(in).toInstant();
    return nanos(
        found.isAfter(latest) ? today.minusDays(1).atTime(time).atZone(in).toInstant() : found);
  }

  private static long nanos(Instant time) {
    if (time.getEpochSecond() < 0 || time.atZone(java.time.ZoneOffset.UTC).getYear() > YEAR_MAX) {
      return NONE;
    }
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }

  void canonical(Canonical text) {
    text.add(pattern).add(zone == null ? null : zone.getId());
  }
}
