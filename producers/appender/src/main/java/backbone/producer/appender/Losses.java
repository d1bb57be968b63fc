// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import backbone.service.Signals;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what found no room, and tells it in the log: whoever reads it knows that it has holes. */
final class Losses {

  private static final long TELL_EVERY_NANOS = 10_000_000_000L;
  private static final long NANOS_PER_MS = 1_000_000;

  private final Waiting waiting;
  private final Signals signals;
  private final Map<Severity, Long> untold = new EnumMap<>(Severity.class);
  private long toldNanos = System.nanoTime() - TELL_EVERY_NANOS;

  Losses(Waiting waiting, Signals signals) {
    this.waiting = waiting;
    this.signals = signals;
  }

  /** What is to be told now, or null. */
  Entry entry() {
    take();
    if (untold.isEmpty() || System.nanoTime() - toldNanos < TELL_EVERY_NANOS) {
      return null;
    }
    toldNanos = System.nanoTime();
    String counts =
        untold.entrySet().stream()
            .map(lost -> lost.getValue() + " " + lost.getKey().word())
            .collect(Collectors.joining(", "));
    Map<String, Long> fields = new TreeMap<>();
    untold.forEach((severity, count) -> fields.put("dropped." + severity.word(), count));
    untold.clear();
    return new Entry(
        System.currentTimeMillis() * NANOS_PER_MS,
        new Entry.Origin(
            Severity.WARN, TelemetryLog.class.getName(), Thread.currentThread().getName()),
        "Log events were dropped because the queue to Kafka was full: " + counts + ".",
        null,
        null,
        fields,
        Map.of(),
        List.of());
  }

  /** Counts what was dropped at the very end, and all that still waits. */
  void last() {
    take();
    long left = 0;
    while (waiting.poll() != null) {
      left++;
    }
    if (left > 0) {
      signals.received(left);
      signals.dropped("closed", left);
    }
  }

  private void take() {
    waiting
        .takeDropped()
        .forEach(
            (severity, count) -> {
              signals.received(count);
              signals.dropped("queue-full-" + severity.word(), count);
              untold.merge(severity, count, Long::sum);
            });
  }
}
