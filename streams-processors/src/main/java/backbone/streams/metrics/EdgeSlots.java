// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.Arrays;

/** Where the numbers of an edge stand in its tally: durations of both sides, sums and failures. */
final class EdgeSlots {

  /** Stands for the duration of a side that is not there. */
  static final long NONE = -1;

  static final int CLIENT = 0;
  static final int SERVER = Durations.BUCKETS;
  static final int CLIENT_SUM = 2 * Durations.BUCKETS;
  static final int SERVER_SUM = CLIENT_SUM + 1;
  static final int FAILED = SERVER_SUM + 1;
  static final int COUNT = FAILED + 1;

  private static final double NANOS_PER_SECOND = 1e9;

  private EdgeSlots() {}

  /** Observations per bucket of the side that begins at a slot. */
  static long[] buckets(Tally tally, int side) {
    return Arrays.copyOfRange(tally.buckets(), side, side + Durations.BUCKETS);
  }

  static double sumSeconds(Tally tally, int slot) {
    return tally.buckets()[slot] / NANOS_PER_SECOND;
  }
}
