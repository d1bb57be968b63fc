// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.util.Arrays;

/**
 * From hashes to places of entries that lie elsewhere: open addressing, 8 bytes a slot (31 bits of
 * the hash, 32 of the place), between 10 and 20 bytes an entry. Whoever looks something up compares
 * what lies at each place offered:
 *
 * <pre>for (int at = slots.first(hash); at >= 0; at = slots.next(at, hash)) ... slots.place(at)
 * </pre>
 */
final class Slots {

  private static final long FREE = -1;
  private static final int SMALLEST = 64;

  private long[] table = table(SMALLEST);
  private int size;

  int size() {
    return size;
  }

  /** First slot whose entry may have this hash, or -1. */
  int first(long hash) {
    return from(tag(hash) & (table.length - 1), tag(hash));
  }

  /** The next such slot after {@code at}, or -1. */
  int next(int at, long hash) {
    return from((at + 1) & (table.length - 1), tag(hash));
  }

  /** The place that was put into a slot. */
  int place(int at) {
    return (int) table[at];
  }

  /** Adds a place that is not there yet. */
  void put(long hash, int place) {
    if ((size + 1) * 5L > table.length * 4L) {
      grow();
    }
    insert((long) tag(hash) << 32 | (place & 0xffff_ffffL));
    size++;
  }

  /** Removes the place, if it is there. */
  void remove(long hash, int place) {
    for (int at = first(hash); at >= 0; at = next(at, hash)) {
      if (place(at) == place) {
        close(at);
        size--;
        return;
      }
    }
  }

  void clear() {
    table = table(SMALLEST);
    size = 0;
  }

  private int from(int start, int tag) {
    int mask = table.length - 1;
    for (int at = start; ; at = (at + 1) & mask) {
      long entry = table[at];
      if (entry == FREE) {
        return -1;
      }
      if ((int) (entry >>> 32) == tag) {
        return at;
      }
    }
  }

  private void insert(long entry) {
    int mask = table.length - 1;
    int at = (int) (entry >>> 32) & mask;
    while (table[at] != FREE) {
      at = (at + 1) & mask;
    }
    table[at] = entry;
  }

  /** Moves back what would no longer be found across the gap, so no marks of removal pile up. */
  private void close(int gap) {
    int mask = table.length - 1;
    int free = gap;
    for (int at = (gap + 1) & mask; table[at] != FREE; at = (at + 1) & mask) {
      int home = (int) (table[at] >>> 32) & mask;
      if (((at - home) & mask) >= ((at - free) & mask)) {
        table[free] = table[at];
        free = at;
      }
    }
    table[free] = FREE;
  }

  private void grow() {
    long[] before = table;
    table = table(before.length * 2);
    for (long entry : before) {
      if (entry != FREE) {
        insert(entry);
      }
    }
  }

  private static long[] table(int length) {
    long[] table = new long[length];
    Arrays.fill(table, FREE);
    return table;
  }

  private static int tag(long hash) {
    return (int) (hash >>> 33);
  }
}
