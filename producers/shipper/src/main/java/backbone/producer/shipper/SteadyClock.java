// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.function.LongSupplier;

/**
 * Milliseconds since 1970 as they were at the beginning, counted on without the jumps of the wall
 * clock: when that is set back by an hour, nothing may wait for an hour.
 */
final class SteadyClock {

  private static final long NANOS_PER_MS = 1_000_000;

  private final long beginMs;
  private final long beginNanos;
  private final LongSupplier nanos;

  SteadyClock(long beginMs, LongSupplier nanos) {
    this.beginMs = beginMs;
    this.nanos = nanos;
    this.beginNanos = nanos.getAsLong();
  }

  long millis() {
    return beginMs + (nanos.getAsLong() - beginNanos) / NANOS_PER_MS;
  }
}
