// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.Arrays;

/**
 * What was counted: observations and, of a histogram, their durations; of a burst, the seconds that
 * they fell in. Whole numbers only, so that differences and sums are exact in any order. Of one
 * thread unless it is no longer changed.
 */
final class Tally {

  private static final long[] NO_BUCKETS = {};

  /** Marks a number of buckets of which only those follow that are not 0, each after its index. */
  private static final int SPARSE = 1 << 16;

  /** Marks a number of buckets after which native ones follow. */
  private static final int NATIVE = 1 << 17;

  private long count;
  private long sumNano;
  private final long[] buckets;

  /** Null while there are none. */
  private NativeCounts natives;

  private Tally(long[] buckets) {
    this.buckets = buckets;
  }

  static Tally zero(Family family) {
    return new Tally(family.buckets() > 0 ? new long[family.buckets()] : NO_BUCKETS);
  }

  long count() {
    return count;
  }

  /** Sum of the durations, in milliseconds. */
  double sumMs() {
    return sumNano / Durations.NANOS_PER_MS;
  }

  /** Observations per bucket, not cumulative; none for a counter. The caller leaves it as it is. */
  long[] buckets() {
    return buckets;
  }

  /** Counts one observation of a counter. */
  void observe() {
    count++;
  }

  /** Counts one observation of a histogram. */
  void observe(long nanos) {
    count++;
    sumNano = plus(sumNano, nanos);
    buckets[Durations.bucket(nanos)]++;
  }

  /** Counts an observation that {@link #observe(long)} has counted by native buckets, too. */
  void observeNative(long nanos) {
    if (natives == null) {
      natives = new NativeCounts();
    }
    natives.add(NativeBuckets.index(nanos), 1);
  }

  /** Observations by native buckets; null when none were. */
  NativeCounts natives() {
    return natives;
  }

  /** Counts one event in a second of its minute, 0 to 59. */
  void observeSecond(int second) {
    count++;
    buckets[second]++;
  }

  /** Counts one request between services; a side that is not there has no duration. */
  void observeEdge(long clientNanos, long serverNanos, boolean failed) {
    count++;
    buckets[EdgeSlots.FAILED] += failed ? 1 : 0;
    side(EdgeSlots.CLIENT, EdgeSlots.CLIENT_SUM, clientNanos);
    side(EdgeSlots.SERVER, EdgeSlots.SERVER_SUM, serverNanos);
  }

  private void side(int firstBucket, int sum, long nanos) {
    if (nanos >= 0) {
      buckets[firstBucket + Durations.bucket(nanos)]++;
      buckets[sum] = plus(buckets[sum], nanos);
    }
  }

  void add(Tally more) {
    count += more.count;
    sumNano = plus(sumNano, more.sumNano);
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = plus(buckets[i], more.buckets[i]);
    }
    if (natives == null) {
      natives = copy(more.natives);
    } else if (more.natives != null) {
      natives.add(more.natives);
    }
  }

  private static NativeCounts copy(NativeCounts natives) {
    return natives == null ? null : natives.copy();
  }

  /** What has come since an earlier value of the same; nothing where it would fall. */
  Tally since(Tally earlier) {
    Tally difference = new Tally(buckets.length == 0 ? NO_BUCKETS : new long[buckets.length]);
    difference.count = Math.max(0, count - earlier.count);
    difference.sumNano = Math.max(0, sumNano - earlier.sumNano);
    for (int i = 0; i < buckets.length; i++) {
      difference.buckets[i] = Math.max(0, buckets[i] - earlier.buckets[i]);
    }
    difference.natives =
        natives == null || earlier.natives == null ? copy(natives) : natives.since(earlier.natives);
    return difference;
  }

  Tally copy() {
    Tally copy = new Tally(buckets.length == 0 ? NO_BUCKETS : buckets.clone());
    copy.count = count;
    copy.sumNano = sumNano;
    copy.natives = copy(natives);
    return copy;
  }

  /** Seconds and edges are sparse, as most are 0; durations are not, and are read as ever. */
  void write(Packer to) {
    if (buckets.length > Durations.BUCKETS) {
      writeSparse(to);
      return;
    }
    to.number(count).number(natives == null ? buckets.length : NATIVE | buckets.length);
    if (buckets.length > 0) {
      to.number(sumNano);
      for (long n : buckets) {
        to.number(n);
      }
    }
    if (natives != null) {
      natives.write(to);
    }
  }

  private void writeSparse(Packer to) {
    long filled = Arrays.stream(buckets).filter(n -> n > 0).count();
    to.number(count).number(SPARSE | buckets.length).number(filled);
    for (int i = 0; i < buckets.length; i++) {
      if (buckets[i] > 0) {
        to.number(i).number(buckets[i]);
      }
    }
  }

  private static Tally readSparse(Unpacker from, long count, int size) {
    Tally tally = new Tally(new long[size]);
    tally.count = count;
    for (long filled = from.number(); filled > 0; filled--) {
      int at = (int) from.number();
      tally.buckets[at] = from.number();
    }
    return tally;
  }

  static Tally read(Unpacker from) {
    long count = from.number();
    int size = (int) from.number();
    if ((size & SPARSE) != 0) {
      return readSparse(from, count, size & ~SPARSE);
    }
    boolean hasNatives = (size & NATIVE) != 0;
    size &= ~NATIVE;
    Tally tally = new Tally(size == 0 ? NO_BUCKETS : new long[size]);
    tally.count = count;
    if (size > 0) {
      tally.sumNano = from.number();
      for (int i = 0; i < size; i++) {
        tally.buckets[i] = from.number();
      }
    }
    if (hasNatives) {
      tally.natives = NativeCounts.read(from);
    }
    return tally;
  }

  /** Stands still at the largest number; a total may never fall. */
  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
