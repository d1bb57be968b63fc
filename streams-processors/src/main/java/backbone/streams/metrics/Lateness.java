// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import java.util.Arrays;

/**
 * How long after their own time items arrived, in buckets. What claims to come later than it
 * arrived was not late; what is not believed is not told here. Of one thread.
 */
final class Lateness {

  private static final double[] BOUNDS_SECONDS = {
    0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600, 86_400, Double.POSITIVE_INFINITY
  };
  private static final double MS_PER_SECOND = 1_000;

  private final long[] counts = new long[BOUNDS_SECONDS.length];
  private long sumMs;

  void observe(long eventMs, long arrivalMs) {
    long lateMs = Math.max(0, arrivalMs - eventMs);
    sumMs += lateMs;
    int found = Arrays.binarySearch(BOUNDS_SECONDS, lateMs / MS_PER_SECOND);
    counts[found >= 0 ? found : -found - 1]++;
  }

  void add(Lateness more) {
    sumMs += more.sumMs;
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more.counts[i];
    }
  }

  void clear() {
    sumMs = 0;
    Arrays.fill(counts, 0);
  }

  double sumSeconds() {
    return sumMs / MS_PER_SECOND;
  }

  ClassicHistogramBuckets buckets() {
    return ClassicHistogramBuckets.of(BOUNDS_SECONDS, counts);
  }
}
