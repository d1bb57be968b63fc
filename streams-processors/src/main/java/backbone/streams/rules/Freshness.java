// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether something was confirmed often enough, by a steady clock. A gap that was too long is
 * remembered: who was stopped for a minute must not look fresh because the confirming thread woke
 * up first.
 */
final class Freshness {

  private final long ageMaxNanos;
  private final LongSupplier clock;
  private volatile long confirmedNanos;
  private volatile long lapses;
  private volatile boolean confirmed;

  Freshness(Duration ageMax, LongSupplier clock) {
    this.ageMaxNanos = ageMax.toNanos();
    this.clock = clock;
  }

  /** From now on, what was true when this was called. Of one thread. */
  synchronized void confirm(long askedNanos) {
    if (confirmed && clock.getAsLong() - confirmedNanos > ageMaxNanos) {
      lapses++;
    }
    confirmedNanos = askedNanos;
    confirmed = true;
    notifyAll();
  }

  /** Number of gaps so far; begin to watch with it. */
  long lapses() {
    return lapses;
  }

  /**
   * Whether there is a gap now, or was one since that number of them. The clock comes first: who
   * sees a new confirmation also sees the gap before it.
   */
  boolean lapsedSince(long lapsesBefore) {
    return !fresh() || lapses != lapsesBefore;
  }

  private boolean fresh() {
    return confirmed && clock.getAsLong() - confirmedNanos <= ageMaxNanos;
  }

  /** Waits until it is fresh; false when that takes too long. */
  synchronized boolean await(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!fresh()) {
        long leftMs = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          return false;
        }
        wait(leftMs);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
