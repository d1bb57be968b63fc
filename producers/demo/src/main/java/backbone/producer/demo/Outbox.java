// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is said but not yet due: a call that takes 2 s logs its end, and ends its span, 2 s after
 * its start. It holds what the calls of the last few seconds will still yield, so the rate bounds
 * it.
 */
final class Outbox<T extends Due> {

  private final PriorityQueue<Waiting<T>> waiting =
      new PriorityQueue<>(
          Comparator.comparing((Waiting<T> one) -> one.item().at())
              .thenComparingLong(Waiting::number));
  private long number;

  void put(T item) {
    waiting.add(new Waiting<>(item, number++));
  }

  /** Takes out what is due, in the order of time, and of saying where times are equal. */
  List<T> due(Instant now) {
    List<T> due = new ArrayList<>();
    while (!waiting.isEmpty() && !waiting.peek().item().at().isAfter(now)) {
      due.add(waiting.poll().item());
    }
    return due;
  }

  private record Waiting<T>(T item, long number) {}
}
