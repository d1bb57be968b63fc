// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;

/**
 * Observations by {@link NativeBuckets}, of which a series has some thirty: those that have any, in
 * order. Of one thread unless it is no longer changed.
 */
final class NativeCounts {

  private static final int ROOM = 8;

  /** Makes the number of every bucket positive, as it is written. */
  private static final int OFFSET = 1_024;

  private int size;
  private short[] indexes = new short[ROOM];
  private long[] counts = new long[ROOM];

  /** Counts observations in a bucket. */
  void add(int index, long more) {
    int at = Arrays.binarySearch(indexes, 0, size, (short) index);
    if (at < 0) {
      at = -at - 1;
      insert(at, (short) index);
    }
    counts[at] += more;
  }

  private void insert(int at, short index) {
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(indexes, at, indexes, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    indexes[at] = index;
    counts[at] = 0;
    size++;
  }

  void add(NativeCounts more) {
    for (int i = 0; i < more.size; i++) {
      add(more.indexes[i], more.counts[i]);
    }
  }

  /** What has come since an earlier value of the same; nothing where it would fall. */
  NativeCounts since(NativeCounts earlier) {
    NativeCounts difference = new NativeCounts();
    for (int i = 0; i < size; i++) {
      long more = counts[i] - earlier.of(indexes[i]);
      if (more > 0) {
        difference.add(indexes[i], more);
      }
    }
    return difference;
  }

  /** Observations in a bucket. */
  long of(int index) {
    int at = Arrays.binarySearch(indexes, 0, size, (short) index);
    return at < 0 ? 0 : counts[at];
  }

  /** Observations in all buckets but that of zero. */
  long positive() {
    long all = -of(NativeBuckets.ZERO);
    for (int i = 0; i < size; i++) {
      all += counts[i];
    }
    return all;
  }

  /** All buckets but that of zero. */
  NativeHistogramBuckets buckets() {
    NativeHistogramBuckets.Builder buckets = NativeHistogramBuckets.builder();
    for (int i = 0; i < size; i++) {
      if (indexes[i] != NativeBuckets.ZERO) {
        buckets.bucket(indexes[i], counts[i]);
      }
    }
    return buckets.build();
  }

  NativeCounts copy() {
    NativeCounts copy = new NativeCounts();
    copy.size = size;
    copy.indexes = indexes.clone();
    copy.counts = counts.clone();
    return copy;
  }

  void write(Packer to) {
    to.number(size);
    for (int i = 0; i < size; i++) {
      to.number(indexes[i] + OFFSET).number(counts[i]);
    }
  }

  static NativeCounts read(Unpacker from) {
    NativeCounts all = new NativeCounts();
    for (long left = from.number(); left > 0; left--) {
      int index = (int) from.number() - OFFSET;
      all.add(index, from.number());
    }
    return all;
  }
}
