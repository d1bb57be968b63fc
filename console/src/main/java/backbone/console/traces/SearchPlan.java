// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Utils;

/**
 * The order in which a partition is looked through: from a start to the end, then from the start
 * back to the beginning, a chunk at a time.
 */
final class SearchPlan implements Iterator<SearchPlan.Chunk> {

  /** Some 3 MB of decisions. */
  static final long CHUNK_RECORDS = 20_000;

  private final long begin;
  private final long end;
  private long ahead;
  private long behind;

  /**
   * Offsets to read.
   *
   * @param from first, inclusive
   * @param to end, exclusive
   * @param backwards whether all newer ones have been read
   */
  record Chunk(long from, long to, boolean backwards) {}

  /** Over the offsets from begin to end, exclusive; a start at the end means newest first. */
  SearchPlan(long begin, long end, long start) {
    this.begin = begin;
    this.end = end;
    this.ahead = Math.max(begin, Math.min(start, end));
    this.behind = ahead;
  }

  /** The partition that every writer of ours puts a key on. */
  static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  @Override
  public boolean hasNext() {
    return ahead < end || behind > begin;
  }

  @Override
  public Chunk next() {
    if (ahead < end) {
      long from = ahead;
      ahead = Math.min(end, from + CHUNK_RECORDS);
      return new Chunk(from, ahead, false);
    }
    if (behind <= begin) {
      throw new NoSuchElementException("the whole partition has been read");
    }
    long to = behind;
    behind = Math.max(begin, to - CHUNK_RECORDS);
    return new Chunk(behind, to, true);
  }
}
