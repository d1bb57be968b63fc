// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lines that are said but not yet due: a call that takes 2 s logs its end 2 s after its start. It
 * holds what the calls of the last few seconds will still log, so the rate bounds it.
 */
final class Outbox {

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing((Waiting waiting) -> waiting.line().at())
          .thenComparingLong(Waiting::number);

  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(ORDER);
  private long number;

  void put(Line line) {
    waiting.add(new Waiting(line, number++));
  }

  /** Takes out what is due, in the order of time, and of saying where times are equal. */
  List<Line> due(Instant now) {
    List<Line> due = new ArrayList<>();
    while (!waiting.isEmpty() && !waiting.peek().line().at().isAfter(now)) {
      due.add(waiting.poll().line());
    }
    return due;
  }

  private record Waiting(Line line, long number) {}
}
