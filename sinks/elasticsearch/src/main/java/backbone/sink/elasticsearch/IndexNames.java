// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Which index something goes to: {@code <prefix>-<signal>-<team>-<yyyy.MM.dd>} by the UTC day on
 * which it happened, so that a repeat days later meets its own document. What is from more than 30
 * days before or one hour after its arrival goes to {@code <prefix>-<signal>-<team>-outside}: an
 * index for each of many random dates would exhaust the cluster's shards.
 */
final class IndexNames {

  static final Duration PAST_MAX = Duration.ofDays(30);
  static final Duration FUTURE_MAX = Duration.ofHours(1);

  /** With the longest prefix and suffix still far below Elasticsearch's 255. */
  static final int TEAM_BYTES_MAX = 120;

  private static final String TEAM_DEFAULT = "default";
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_DAY = Duration.ofDays(1).toNanos();
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

  /**
   * An index, and why this one.
   *
   * @param outside whether the event's time is too far from its arrival for a day of its own
   */
  record Choice(String name, boolean outside) {}

  private final String prefix;
  private final boolean backfill;

  /**
   * Makes the rule.
   *
   * @param backfill whether days before the last 30 get indices, too
   */
  IndexNames(String prefix, Signal signal, boolean backfill) {
    this.prefix = prefix + "-" + signal.word() + "-";
    this.backfill = backfill;
  }

  /**
   * Chooses.
   *
   * @param eventUnixNano when it happened
   * @param arrivalUnixMilli when it arrived
   * @param team whose it is, or null where indices are not divided by teams
   */
  Choice of(long eventUnixNano, long arrivalUnixMilli, String team) {
    long lateMs = arrivalUnixMilli - Math.floorDiv(eventUnixNano, NANOS_PER_MILLI);
    String name = team == null ? prefix : prefix + team(team) + "-";
    if (lateMs < -FUTURE_MAX.toMillis() || (lateMs > PAST_MAX.toMillis() && !backfill)) {
      return new Choice(name + "outside", true);
    }
    long day = Math.floorDiv(eventUnixNano, NANOS_PER_DAY);
    return new Choice(name + DAY.format(LocalDate.ofEpochDay(day)), false);
  }

  /** The team as part of an index name: lower-case letters and digits of any script, {@code _-}. */
  static String team(String team) {
    StringBuilder legal = new StringBuilder();
    int bytes = 0;
    for (int c : team.toLowerCase(Locale.ROOT).codePoints().toArray()) {
      boolean kept = c == '_' || c == '-' || (Character.isLetterOrDigit(c) && isLower(c));
      int next = kept ? c : '-';
      bytes += Character.toString(next).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > TEAM_BYTES_MAX) {
        break;
      }
      legal.appendCodePoint(next);
    }
    return legal.isEmpty() ? TEAM_DEFAULT : legal.toString();
  }

  private static boolean isLower(int c) {
    return Character.toLowerCase(c) == c;
  }
}
