// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.util.Arrays;

/**
 * Open traces by first arrival, then id: a heap of rows, each of which knows its place. What
 * arrives last goes to the end at once, which is the usual case.
 */
final class ArrivalOrder {

  private final Rows rows;
  private int[] heap = new int[1024];
  private int size;

  ArrivalOrder(Rows rows) {
    this.rows = rows;
  }

  int size() {
    return size;
  }

  /** The oldest, of at least one. */
  int first() {
    return heap[0];
  }

  void add(int row) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    up(size++, row);
  }

  /** After the first arrival of a row has become earlier. */
  void earlier(int row) {
    up(rows.lower(row, Rows.REGION_ORDER), row);
  }

  int removeFirst() {
    int row = heap[0];
    int last = heap[--size];
    if (size > 0) {
      down(last);
    }
    return row;
  }

  private void up(int from, int row) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!before(row, heap[parent])) {
        break;
      }
      place(at, heap[parent]);
      at = parent;
    }
    place(at, row);
  }

  private void down(int row) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], row)) {
        break;
      }
      place(at, heap[child]);
      at = child;
    }
    place(at, row);
  }

  private void place(int at, int row) {
    heap[at] = row;
    rows.lower(row, Rows.REGION_ORDER, at);
  }

  private boolean before(int a, int b) {
    long arrivalA = rows.get(a, Rows.ARRIVAL);
    long arrivalB = rows.get(b, Rows.ARRIVAL);
    if (arrivalA != arrivalB) {
      return arrivalA < arrivalB;
    }
    return compareIds(
            rows.get(a, Rows.HIGH),
            rows.get(a, Rows.LOW),
            rows.get(b, Rows.HIGH),
            rows.get(b, Rows.LOW))
        < 0;
  }

  /** Ids as their text would be compared. */
  static int compareIds(long highA, long lowA, long highB, long lowB) {
    int high = Long.compareUnsigned(highA, highB);
    return high != 0 ? high : Long.compareUnsigned(lowA, lowB);
  }
}
