// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.LatencyBuckets;
import java.util.Arrays;
import java.util.List;

/** The buckets of all duration histograms. */
final class Durations {

  /** Upper bounds, inclusive, in milliseconds. */
  static final List<Double> BOUNDS_MS = LatencyBuckets.BOUNDS_MS;

  /** One more than there are bounds: the last is without. */
  static final int BUCKETS = BOUNDS_MS.size() + 1;

  static final double NANOS_PER_MS = 1_000_000;

  /** A span that claims to have taken longer counts as a day, so that sums cannot run over. */
  static final long NANOS_MAX = 86_400_000_000_000L;

  private static final long[] BOUNDS_NANO =
      BOUNDS_MS.stream().mapToLong(ms -> (long) (ms * NANOS_PER_MS)).toArray();

  private Durations() {}

  /** Index of the bucket that a duration belongs to. */
  static int bucket(long nanos) {
    int found = Arrays.binarySearch(BOUNDS_NANO, nanos);
    return found >= 0 ? found : -found - 1;
  }

  /** From start to end; 0 when one of them is missing or the end is before the start. */
  static long between(long startNano, long endNano) {
    return startNano == 0 ? 0 : Math.min(NANOS_MAX, Math.max(0, endNano - startNano));
  }
}
