// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.random.RandomGenerator;

/** Waiting times with full jitter: evenly drawn from 0 to a bound that doubles up to a limit. */
final class Backoff {

  static final long FIRST_BOUND_MS = 100;
  static final long BOUND_MAX_MS = 30_000;

  private static final int DOUBLINGS_MAX = 20;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Milliseconds to wait after the given number of failed attempts, from 1. */
  long afterAttemptMs(int failed) {
    return random.nextLong(boundMs(failed) + 1);
  }

  static long boundMs(int failed) {
    return Math.min(BOUND_MAX_MS, FIRST_BOUND_MS << Math.min(failed - 1, DOUBLINGS_MAX));
  }
}
