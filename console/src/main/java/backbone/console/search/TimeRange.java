// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of event time.
 *
 * @param from first instant, inclusive
 * @param to end, exclusive
 */
public record TimeRange(Instant from, Instant to) {

  private static final String FROM_DEFAULT = "-1h";
  private static final Pattern RELATIVE = Pattern.compile("-(\\d{1,6})([smhd])");

  /**
   * Reads both ends: an ISO time with its zone, {@code now}, or a time before now such as {@code
   * -15m}, {@code -24h}, {@code -7d}. Empty: the last hour.
   *
   * @throws BadQueryException when an end is none of these or the range is empty
   */
  public static TimeRange parse(String from, String to, Clock clock) {
    Instant now = clock.instant();
    TimeRange range =
        new TimeRange(
            instant("from", from.isEmpty() ? FROM_DEFAULT : from, now),
            instant("to", to.isEmpty() ? "now" : to, now));
    if (!range.from.isBefore(range.to)) {
      throw new BadQueryException(
          "The range ends before it begins: from=%s to=%s. Swap them.".formatted(from, to));
    }
    return range;
  }

  /** The same with some time before and after it, within what an index can hold. */
  public TimeRange around(Duration margin) {
    return new TimeRange(clamp(from.minus(margin)), clamp(to.plus(margin)));
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  private static Instant instant(String name, String text, Instant now) {
    if (text.equals("now")) {
      return now;
    }
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      long amount = Long.parseLong(relative.group(1));
      return clamp(now.minus(Duration.of(amount, unit(relative.group(2)))));
    }
    try {
      return clamp(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new BadQueryException(
          "%s=%s is no time. Use 2026-11-23T14:00:00Z, now, or a time before now such as -15m."
              .formatted(name, text));
    }
  }

  private static ChronoUnit unit(String letter) {
    return switch (letter) {
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  private static Instant clamp(Instant time) {
    if (time.isBefore(Limits.TIME_MIN)) {
      return Limits.TIME_MIN;
    }
    return time.isAfter(Limits.TIME_MAX) ? Limits.TIME_MAX : time;
  }
}
