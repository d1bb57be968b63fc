// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was decided: kept traces by their id, dropped ones by a 64-bit fingerprint (of ten million
 * remembered, a new trace meets a wrong one once in 2e12). Each round of deciding is written as one
 * segment, or several of at most {@link #SEGMENT_MAX} decisions; a segment is never written again
 * and expires whole.
 */
final class Decisions {

  static final int SEGMENT_MAX = 16_384;

  private static final int KEPT_BYTES = 17;
  private static final int DROPPED_BYTES = 9;

  private final SamplerMemory memory;
  private final Fates fates;
  private final DecisionLog kept = new DecisionLog(true);
  private final DecisionLog dropped = new DecisionLog(false);
  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private final TreeMap<byte[], byte[]> loading = new TreeMap<>(Arrays::compareUnsigned);

  private long[] round = new long[256];

  /** Twice the number of the policy, and one more when it dropped the trace. */
  private short[] roundPolicies = new short[128];

  private int roundTable;
  private int roundSize;
  private int roundKept;

  /** A segment's place in the logs: the numbers behind its last decisions. */
  private record Segment(long timeMs, int number, long keptTail, long droppedTail) {

    byte[] key() {
      return MemoryFormat.key(MemoryFormat.SEGMENT, Long.BYTES + Integer.BYTES)
          .putLong(timeMs)
          .putInt(number)
          .array();
    }
  }

  Decisions(SamplerMemory memory, Fates fates) {
    this.memory = memory;
    this.fates = fates;
  }

  long size() {
    return (long) kept.size() + dropped.size();
  }

  /** The fate of a trace as {@link Fates} numbers it, or -1. */
  int find(long traceHigh, long traceLow) {
    int fate = kept.find(traceHigh, traceLow);
    return fate >= 0 ? fate : dropped.find(traceHigh, traceLow);
  }

  /**
   * Begins to add decisions by one version of the policies. A segment has one table, so what was
   * added by another is written first; true if it was.
   */
  boolean by(PolicySet policies, long timeMs) {
    int table = fates.table(policies);
    boolean written = table != roundTable && write(timeMs);
    roundTable = table;
    return written;
  }

  /** Adds a decision; returns its fate as {@link Fates} numbers it. */
  int add(long traceHigh, long traceLow, int policy, boolean keep) {
    int fate = fates.number(roundTable, policy, keep);
    if (keep) {
      kept.add(traceHigh, traceLow, fate);
      roundKept++;
    } else {
      dropped.add(traceHigh, traceLow, fate);
    }
    if (roundSize == roundPolicies.length) {
      roundPolicies = Arrays.copyOf(roundPolicies, roundSize * 2);
      round = Arrays.copyOf(round, roundSize * 4);
    }
    round[2 * roundSize] = traceHigh;
    round[2 * roundSize + 1] = traceLow;
    roundPolicies[roundSize++] = (short) (2 * policy + (keep ? 0 : 1));
    return fate;
  }

  /** Whether the round should be written before it grows further. */
  boolean roundIsFull() {
    return roundSize >= SEGMENT_MAX;
  }

  /** Writes what was added since the last time, if there is any. */
  boolean write(long timeMs) {
    if (roundSize == 0) {
      return false;
    }
    fates.write(roundTable);
    Segment last = segments.peekLast();
    long time = last == null ? timeMs : Math.max(timeMs, last.timeMs);
    int number = last != null && last.timeMs == time ? last.number + 1 : 0;
    Segment segment = new Segment(time, number, kept.tail(), dropped.tail());
    memory.put(segment.key(), encoded());
    segments.add(segment);
    roundSize = 0;
    roundKept = 0;
    return true;
  }

  /**
   * Forgets segments that were written before a time. Those from before any watermark have no time
   * of their own and go with the first one that has.
   */
  void expire(long beforeMs) {
    for (Segment segment : segments) {
      if (segment.timeMs > 0) {
        if (segment.timeMs >= beforeMs) {
          return;
        }
        break;
      }
    }
    while (!segments.isEmpty() && segments.peekFirst().timeMs < beforeMs) {
      Segment segment = segments.removeFirst();
      memory.delete(segment.key());
      kept.forgetTo(segment.keptTail);
      dropped.forgetTo(segment.droppedTail);
    }
  }

  void load(byte[] key, byte[] value) {
    loading.put(key.clone(), value.clone());
  }

  /** Puts the segments in order of time; returns the tables that they refer to. */
  Set<Integer> loaded() {
    Set<Integer> tables = new HashSet<>();
    for (Map.Entry<byte[], byte[]> entry = loading.pollFirstEntry();
        entry != null;
        entry = loading.pollFirstEntry()) {
      tables.add(decode(MemoryFormat.open(entry.getValue())));
      ByteBuffer key = ByteBuffer.wrap(entry.getKey()).position(1);
      segments.add(new Segment(key.getLong(), key.getInt(), kept.tail(), dropped.tail()));
    }
    return tables;
  }

  private byte[] encoded() {
    int bytes = roundKept * KEPT_BYTES + (roundSize - roundKept) * DROPPED_BYTES;
    ByteBuffer out = ByteBuffer.allocate(1 + 2 * Integer.BYTES + bytes).put(MemoryFormat.VERSION);
    out.putInt(roundTable).putInt(roundKept);
    int keptAt = out.position();
    int droppedAt = keptAt + roundKept * KEPT_BYTES;
    for (int i = 0; i < roundSize; i++) {
      byte policy = (byte) (roundPolicies[i] >> 1);
      long high = round[2 * i];
      long low = round[2 * i + 1];
      if ((roundPolicies[i] & 1) == 0) {
        out.putLong(keptAt, high).putLong(keptAt + 8, low).put(keptAt + 16, policy);
        keptAt += KEPT_BYTES;
      } else {
        out.putLong(droppedAt, Hashes.ofId(high, low)).put(droppedAt + 8, policy);
        droppedAt += DROPPED_BYTES;
      }
    }
    return out.array();
  }

  private int decode(ByteBuffer in) {
    int table = in.getInt();
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      long high = in.getLong();
      long low = in.getLong();
      kept.add(high, low, fates.number(table, in.get() & 0xff, true));
    }
    while (in.hasRemaining()) {
      long fingerprint = in.getLong();
      dropped.add(fingerprint, fates.number(table, in.get() & 0xff, false));
    }
    return table;
  }
}
