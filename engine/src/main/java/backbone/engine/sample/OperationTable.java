// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Operations with the fragment that has each one first; about 100 bytes each. */
final class OperationTable {

  private static final int SIGHTING_BYTES = 32;

  private final Slots byOperation = new Slots();

  /** Only operations whose trace is open. */
  private final Slots byTrace = new Slots();

  private Sighting[] sightings = new Sighting[64];
  private boolean[] known = new boolean[64];
  private boolean[] claimed = new boolean[64];
  private int[] free = new int[64];
  private int freed;
  private int used;

  /** An operation in a fragment; the service as a hash. */
  record Sighting(long operation, long service, long arrivalMs, long traceHigh, long traceLow)
      implements Comparable<Sighting> {

    /** Which of two fragments has an operation first. */
    @Override
    public int compareTo(Sighting other) {
      int order = Long.compare(arrivalMs, other.arrivalMs);
      if (order == 0) {
        order = ArrivalOrder.compareIds(traceHigh, traceLow, other.traceHigh, other.traceLow);
      }
      return order;
    }
  }

  int find(long operation) {
    for (int at = byOperation.first(operation); at >= 0; at = byOperation.next(at, operation)) {
      if (sightings[byOperation.place(at)].operation == operation) {
        return byOperation.place(at);
      }
    }
    return -1;
  }

  Sighting get(int entry) {
    return sightings[entry];
  }

  int add(Sighting seen) {
    int entry = freed > 0 ? free[--freed] : used++;
    if (entry == sightings.length) {
      sightings = Arrays.copyOf(sightings, entry * 2);
      known = Arrays.copyOf(known, entry * 2);
      claimed = Arrays.copyOf(claimed, entry * 2);
    }
    sightings[entry] = seen;
    known[entry] = false;
    claimed[entry] = false;
    byOperation.put(seen.operation, entry);
    return entry;
  }

  void remove(int entry) {
    unclaim(entry);
    byOperation.remove(sightings[entry].operation, entry);
    sightings[entry] = null;
    if (freed == free.length) {
      free = Arrays.copyOf(free, freed * 2);
    }
    free[freed++] = entry;
  }

  /** Another fragment has it first. */
  void replace(int entry, Sighting seen) {
    unclaim(entry);
    sightings[entry] = seen;
  }

  boolean known(int entry) {
    return known[entry];
  }

  void setKnown(int entry) {
    known[entry] = true;
  }

  boolean claimed(int entry) {
    return claimed[entry];
  }

  /** Lets the open trace of the first fragment find it. */
  void claim(int entry) {
    if (!claimed[entry]) {
      claimed[entry] = true;
      byTrace.put(trace(entry), entry);
    }
  }

  void unclaim(int entry) {
    if (claimed[entry]) {
      claimed[entry] = false;
      byTrace.remove(trace(entry), entry);
    }
  }

  /** One of the entries that a trace claims, the same until it is unclaimed; or -1. */
  int claimOf(long traceHigh, long traceLow) {
    long hash = Hashes.ofOpen(traceHigh, traceLow);
    for (int at = byTrace.first(hash); at >= 0; at = byTrace.next(at, hash)) {
      Sighting seen = sightings[byTrace.place(at)];
      if (seen.traceHigh == traceHigh && seen.traceLow == traceLow) {
        return byTrace.place(at);
      }
    }
    return -1;
  }

  /** Whether a trace claims an operation by a fragment that arrived up to then. */
  boolean anyClaim(long traceHigh, long traceLow, long arrivalMaxMs) {
    long hash = Hashes.ofOpen(traceHigh, traceLow);
    for (int at = byTrace.first(hash); at >= 0; at = byTrace.next(at, hash)) {
      Sighting seen = sightings[byTrace.place(at)];
      if (seen.traceHigh == traceHigh
          && seen.traceLow == traceLow
          && seen.arrivalMs <= arrivalMaxMs) {
        return true;
      }
    }
    return false;
  }

  private long trace(int entry) {
    return Hashes.ofOpen(sightings[entry].traceHigh, sightings[entry].traceLow);
  }

  static byte[] key(Sighting seen) {
    return MemoryFormat.key(MemoryFormat.OPERATION, Long.BYTES).putLong(seen.operation).array();
  }

  static byte[] value(Sighting seen) {
    return MemoryFormat.value(SIGHTING_BYTES)
        .putLong(seen.arrivalMs)
        .putLong(seen.service)
        .putLong(seen.traceHigh)
        .putLong(seen.traceLow)
        .array();
  }

  static Sighting read(byte[] key, byte[] value) {
    long operation = ByteBuffer.wrap(key).getLong(1);
    ByteBuffer in = MemoryFormat.open(value);
    long arrivalMs = in.getLong();
    return new Sighting(operation, in.getLong(), arrivalMs, in.getLong(), in.getLong());
  }
}
