// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * How long and how much.
 *
 * @param waitMs from a trace's first arrival to its decision, 1 to 3,600,000 milliseconds
 * @param memoryMs how long decisions are remembered at least, milliseconds, not below the wait
 * @param openTracesMax undecided traces; beyond it the oldest are decided early
 * @param uncertainMax fragments that are set aside because it is not known yet whether they are on
 *     time; beyond it they are taken as on time. Needed only while raw partitions are apart by more
 *     than the wait
 */
public record SamplerLimits(long waitMs, long memoryMs, int openTracesMax, int uncertainMax) {

  private static final long WAIT_MS_MAX = 3_600_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is left, with one sentence
   */
  public SamplerLimits {
    check(waitMs >= 1 && waitMs <= WAIT_MS_MAX, "wait", waitMs, "from 1 to 3600000 ms");
    check(memoryMs >= waitMs, "memory", memoryMs, "not shorter than the wait of " + waitMs + " ms");
    check(openTracesMax >= 1, "open traces", openTracesMax, "1 or more");
    check(uncertainMax >= 0, "uncertain fragments", uncertainMax, "0 or more");
  }

  private static void check(boolean good, String what, long value, String range) {
    if (!good) {
      throw new IllegalArgumentException(
          "the sampler's limit of " + what + " is " + value + ". Make it " + range + ".");
    }
  }
}
