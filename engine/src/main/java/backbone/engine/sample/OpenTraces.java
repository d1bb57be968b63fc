// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static backbone.engine.sample.Rows.NONE;

/**
 * Undecided traces, each with its summary of what is on time for certain, and fragments set aside
 * of which that is not known yet. A fragment is on time up to {@code wait} after the first arrival,
 * and the first arrival can still become earlier while the raw partitions are apart.
 */
final class OpenTraces {

  private final Rows rows = new Rows();
  private final Slots slots = new Slots();
  private final ArrivalOrder order = new ArrivalOrder(rows);
  private final Names names = new Names();
  private final Summary merging = new Summary(rows, names);
  private final long waitMs;
  private int aside;

  OpenTraces(long waitMs) {
    this.waitMs = waitMs;
  }

  /** A summary that can be merged into the rows of here. */
  Summary summary() {
    return new Summary(rows, names);
  }

  int size() {
    return order.size();
  }

  int aside() {
    return aside;
  }

  /** The row of a trace, or {@link Rows#NONE}. */
  int find(long traceHigh, long traceLow) {
    long hash = Hashes.ofOpen(traceHigh, traceLow);
    for (int at = slots.first(hash); at >= 0; at = slots.next(at, hash)) {
      int row = slots.place(at);
      if (rows.get(row, Rows.HIGH) == traceHigh && rows.get(row, Rows.LOW) == traceLow) {
        return row;
      }
    }
    return NONE;
  }

  int open(long traceHigh, long traceLow, long arrivalMs) {
    int row = rows.take();
    rows.set(row, Rows.HIGH, traceHigh);
    rows.set(row, Rows.LOW, traceLow);
    rows.set(row, Rows.ARRIVAL, arrivalMs);
    slots.put(Hashes.ofOpen(traceHigh, traceLow), row);
    order.add(row);
    return row;
  }

  /** Notes a further arrival of a trace. */
  void arrived(int row, long arrivalMs) {
    if (arrivalMs < rows.get(row, Rows.ARRIVAL)) {
      rows.set(row, Rows.ARRIVAL, arrivalMs);
      order.earlier(row);
    }
  }

  long traceHigh(int row) {
    return rows.get(row, Rows.HIGH);
  }

  long traceLow(int row) {
    return rows.get(row, Rows.LOW);
  }

  long firstArrivalMs(int row) {
    return rows.get(row, Rows.ARRIVAL);
  }

  /** Adds a fragment that is on time. */
  void merge(int row, Summary fragment) {
    fragment.mergeInto(row);
  }

  /** Keeps a fragment that may turn out to be late. */
  void setAside(int row, long arrivalMs, Summary fragment) {
    int own = rows.take();
    rows.set(own, Rows.ARRIVAL, arrivalMs);
    fragment.mergeInto(own);
    rows.set(own, Rows.ASIDE, rows.get(row, Rows.ASIDE));
    rows.set(row, Rows.ASIDE, own);
    aside++;
  }

  /**
   * Merges or drops what was set aside, now that the first arrival is certain.
   *
   * @return fragments dropped because they were late
   */
  int resolve(int row) {
    long deadlineMs = firstArrivalMs(row) + waitMs;
    int late = 0;
    int own = (int) rows.get(row, Rows.ASIDE);
    while (own != NONE) {
      merging.load(own);
      if (rows.get(own, Rows.ARRIVAL) <= deadlineMs) {
        merging.mergeInto(row);
      } else {
        late++;
      }
      int next = (int) rows.get(own, Rows.ASIDE);
      merging.forget(own);
      rows.release(own);
      aside--;
      own = next;
    }
    rows.set(row, Rows.ASIDE, NONE);
    return late;
  }

  /** First arrival of the oldest, or {@link Long#MAX_VALUE}. */
  long oldestArrivalMs() {
    return order.size() == 0 ? Long.MAX_VALUE : firstArrivalMs(order.first());
  }

  /** Takes the oldest, of at least one, out of the order; the row stays until it is closed. */
  int takeOldest() {
    return order.removeFirst();
  }

  void close(int row) {
    merging.forget(row);
    slots.remove(Hashes.ofOpen(traceHigh(row), traceLow(row)), row);
    rows.release(row);
  }
}
