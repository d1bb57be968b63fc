// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.util.Arrays;

/**
 * Rows of {@link #WIDTH} longs in pages: 104 bytes for a trace, or for a fragment that is set
 * aside. Freed rows are used again; pages stay, so the memory is that of the busiest moment.
 */
final class Rows {

  static final int HIGH = 0;
  static final int LOW = 1;

  /** Of a trace its first arrival, of a fragment set aside its arrival. */
  static final int ARRIVAL = 2;

  static final int START = 3;
  static final int END = 4;

  /** Spans in the upper half, flags in the lower. */
  static final int SPANS_FLAGS = 5;

  static final int BYTES = 6;
  static final int ROOT_START = 7;
  static final int ROOT_ID = 8;
  static final int SERVICE_NAME = 9;
  static final int TEAM_ENV = 10;

  /** Upper half the region; lower half of a trace its place in the order of arrival. */
  static final int REGION_ORDER = 11;

  /** The first, or next, row of the trace that is set aside. */
  static final int ASIDE = 12;

  static final int WIDTH = 13;

  /** No row. */
  static final int NONE = -1;

  private static final int PAGE_BITS = 10;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private long[][] pages = new long[4][];
  private int[] free = new int[64];
  private int freed;
  private int used;

  /** A row that holds nothing. */
  int take() {
    int row = freed > 0 ? free[--freed] : used++;
    int page = row >>> PAGE_BITS;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page * 2);
    }
    if (pages[page] == null) {
      pages[page] = new long[WIDTH << PAGE_BITS];
    }
    int at = (row & PAGE_MASK) * WIDTH;
    Arrays.fill(pages[page], at, at + WIDTH, 0);
    set(row, ASIDE, NONE);
    return row;
  }

  void release(int row) {
    if (freed == free.length) {
      free = Arrays.copyOf(free, freed * 2);
    }
    free[freed++] = row;
  }

  long get(int row, int column) {
    return pages[row >>> PAGE_BITS][(row & PAGE_MASK) * WIDTH + column];
  }

  void set(int row, int column, long value) {
    pages[row >>> PAGE_BITS][(row & PAGE_MASK) * WIDTH + column] = value;
  }

  int upper(int row, int column) {
    return (int) (get(row, column) >>> 32);
  }

  int lower(int row, int column) {
    return (int) get(row, column);
  }

  void upper(int row, int column, int value) {
    set(row, column, pair(value, lower(row, column)));
  }

  void lower(int row, int column, int value) {
    set(row, column, pair(upper(row, column), value));
  }

  static long pair(int upper, int lower) {
    return (long) upper << 32 | (lower & 0xffff_ffffL);
  }
}
