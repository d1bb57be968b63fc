// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.time.Duration;

/** The minute that something is counted in: of its own time, if that can be believed. */
final class EventMinute {

  static final long MINUTE_MS = 60_000;
  static final long BEFORE_MAX_MS = Duration.ofDays(30).toMillis();
  static final long AFTER_MAX_MS = Duration.ofHours(1).toMillis();

  private EventMinute() {}

  /** Whether an event time lies too far from the arrival to be believed. */
  static boolean outside(long eventMs, long arrivalMs) {
    return eventMs < arrivalMs - BEFORE_MAX_MS || eventMs > arrivalMs + AFTER_MAX_MS;
  }

  /** Start of the minute, milliseconds since 1970. */
  static long of(long eventMs, long arrivalMs) {
    return of(outside(eventMs, arrivalMs) ? arrivalMs : eventMs);
  }

  /** Start of the minute of a time that is believed. */
  static long of(long ms) {
    return ms - Math.floorMod(ms, MINUTE_MS);
  }
}
