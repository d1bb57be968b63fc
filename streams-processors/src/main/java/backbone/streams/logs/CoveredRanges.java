// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What has been read of one source: disjoint byte ranges of its newest generation. Immutable.
 *
 * <pre>
 * version, 1 byte = 1 | generation, 4 | last arrival ms, 8 | n, 1 | n x (start, 8 | end, 8)
 * </pre>
 *
 * All numbers big-endian; ranges ascend, touching ones are joined. A shipper that goes back to its
 * last contiguous acknowledgement leaves at most a few gaps, so 16 ranges suffice. Past that the
 * shortest range is forgotten, which at worst lets a repeat through but never drops what is new.
 */
final class CoveredRanges {

  /** Ranges kept for one source. */
  static final int RANGES_MAX = 16;

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 14;
  private static final int RANGE_BYTES = 16;

  private final int generation;
  private final long arrivalMs;
  private final long[] bounds;

  private CoveredRanges(int generation, long arrivalMs, long[] bounds) {
    this.generation = generation;
    this.arrivalMs = arrivalMs;
    this.bounds = bounds;
  }

  static CoveredRanges empty(int generation) {
    return new CoveredRanges(generation, 0, new long[0]);
  }

  /**
   * Reads a stored value.
   *
   * @throws IllegalStateException when the version is not known, as after a downgrade
   */
  static CoveredRanges read(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "store ranges-by-source holds version " + version + ", this release reads " + VERSION);
    }
    int generation = in.getInt();
    long arrivalMs = in.getLong();
    long[] bounds = new long[2 * in.get()];
    in.asLongBuffer().get(bounds);
    return new CoveredRanges(generation, arrivalMs, bounds);
  }

  byte[] write() {
    int n = bounds.length / 2;
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + n * RANGE_BYTES);
    out.put(VERSION).putInt(generation).putLong(arrivalMs).put((byte) n);
    out.asLongBuffer().put(bounds);
    return out.array();
  }

  int generation() {
    return generation;
  }

  /** Arrival of the newest record of this source, milliseconds since 1970. */
  long arrivalMs() {
    return arrivalMs;
  }

  int size() {
    return bounds.length / 2;
  }

  /** Whether every byte from start to end, exclusive, has been read. */
  boolean covers(long start, long end) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] <= start && end <= bounds[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Whether any byte from start to end, exclusive, has been read. */
  boolean overlaps(long start, long end) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] < end && start < bounds[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** The same with one more range, which arrived at the given time. */
  CoveredRanges with(long start, long end, long arrival) {
    int before = 0;
    while (before < bounds.length && bounds[before + 1] < start) {
      before += 2;
    }
    int after = before;
    long low = start;
    long high = end;
    while (after < bounds.length && bounds[after] <= end) {
      low = Math.min(low, bounds[after]);
      high = Math.max(high, bounds[after + 1]);
      after += 2;
    }
    long[] joined = new long[before + 2 + bounds.length - after];
    System.arraycopy(bounds, 0, joined, 0, before);
    joined[before] = low;
    joined[before + 1] = high;
    System.arraycopy(bounds, after, joined, before + 2, bounds.length - after);
    return new CoveredRanges(generation, Math.max(arrivalMs, arrival), bounded(joined, before));
  }

  /** Forgets the shortest range except the one just written, without which it could not grow. */
  private static long[] bounded(long[] bounds, int written) {
    if (bounds.length <= 2 * RANGES_MAX) {
      return bounds;
    }
    int shortest = -1;
    for (int i = 0; i < bounds.length; i += 2) {
      boolean shorter =
          shortest < 0 || bounds[i + 1] - bounds[i] < bounds[shortest + 1] - bounds[shortest];
      if (i != written && shorter) {
        shortest = i;
      }
    }
    long[] kept = new long[bounds.length - 2];
    System.arraycopy(bounds, 0, kept, 0, shortest);
    System.arraycopy(bounds, shortest + 2, kept, shortest, kept.length - shortest);
    return kept;
  }

  @Override
  public String toString() {
    return "generation " + generation + " " + Arrays.toString(bounds);
  }
}
