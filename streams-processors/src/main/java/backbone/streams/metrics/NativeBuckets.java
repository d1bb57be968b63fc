// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.Arrays;

/**
 * The buckets of native histograms in milliseconds: each bound is 2^(1/8) = 1.09 times the one
 * before, and bucket i ends, inclusive, at 2^(i/8) ms. That is schema 3 of Prometheus' native
 * histograms; a day is in bucket 211.
 */
final class NativeBuckets {

  static final int SCHEMA = 3;

  /** About a microsecond, 2^-10 ms: what took no longer is in the bucket of zero. */
  static final double ZERO_THRESHOLD_MS = 1.0 / 1_024;

  /** Stands for the bucket of zero; the others begin at -79. */
  static final int ZERO = -1_000;

  private static final int PER_OCTAVE = 1 << SCHEMA;
  private static final double[] WITHIN_OCTAVE = withinOctave();

  private NativeBuckets() {}

  /** Number of the bucket that a duration belongs to. */
  static int index(long nanos) {
    double ms = nanos / Durations.NANOS_PER_MS;
    if (ms <= ZERO_THRESHOLD_MS) {
      return ZERO;
    }
    int exponent = Math.getExponent(ms);
    int found = Arrays.binarySearch(WITHIN_OCTAVE, Math.scalb(ms, -exponent));
    return exponent * PER_OCTAVE + (found >= 0 ? found : -found - 1);
  }

  private static double[] withinOctave() {
    double[] bounds = new double[PER_OCTAVE];
    for (int i = 0; i < PER_OCTAVE; i++) {
      bounds[i] = Math.pow(2, (double) i / PER_OCTAVE);
    }
    return bounds;
  }
}
