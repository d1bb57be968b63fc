// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * A version in the topic that was read without a fault.
 *
 * @param rules what was applied
 * @param effectiveMs arrival from which it is in force, milliseconds since 1970
 * @param appendedMs when the broker took it, milliseconds since 1970
 * @param applied when, by the clock of the one who did it
 * @param note what for; may be empty
 */
public record Applied(
    RuleText<?> rules, long effectiveMs, long appendedMs, Instant applied, String note) {

  /**
   * No version counts for arrivals before its own plus this: by then every process has read it, or
   * has ended because it could not.
   */
  public static final Duration LEAD = Duration.ofSeconds(30);

  /** From a record, and the time at which the broker took it. */
  static Applied of(RuleRecord record, RuleText<?> rules, long appendedMs) {
    long wantedMs = record.effective().toEpochMilli();
    return new Applied(
        rules, effectiveMs(wantedMs, appendedMs), appendedMs, record.applied(), record.note());
  }

  /** From when on a version is in force that was wanted from a time on. */
  static long effectiveMs(long wantedMs, long appendedMs) {
    return Math.max(wantedMs, appendedMs + LEAD.toMillis());
  }

  /** Name of the kind. */
  public String name() {
    return rules.kind().name();
  }
}
