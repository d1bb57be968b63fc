// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.metrics;

import java.util.List;

/**
 * A histogram's quantiles, by a straight line within the bucket that holds the wanted rank.
 *
 * @param bounds upper bounds of the buckets but the last, ascending, in the unit of the result
 * @param counts observations per bucket, not cumulative; one more than there are bounds
 */
record Quantiles(List<Double> bounds, long[] counts) {

  long count() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /**
   * The value that a share of the observations does not exceed, NaN without observations. Beyond
   * the largest bound nothing is known, so that bound stands for all that is longer.
   *
   * @param share 0 to 1
   */
  double at(double share) {
    double rank = share * count();
    double below = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && below + counts[i] >= rank) {
        return within(i, (rank - below) / counts[i]);
      }
      below += counts[i];
    }
    return Double.NaN;
  }

  private double within(int bucket, double part) {
    if (bucket >= bounds.size()) {
      return bounds.get(bounds.size() - 1);
    }
    double low = bucket == 0 ? 0 : bounds.get(bucket - 1);
    return low + (bounds.get(bucket) - low) * Math.max(0, part);
  }
}
