// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.streams.Entrance.Signal;
import backbone.streams.Watermarks;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * Arrival time at one task, which reads one partition of each signal: each signal has its own
 * watermarks, and the time is the earlier of the two. A signal without raw partitions is left out.
 */
final class SignalClocks {

  private final Kept kept;
  private final Map<Signal, Watermarks> bySignal = new EnumMap<>(Signal.class);

  SignalClocks(Kept kept, Map<Signal, Collection<String>> rawPartitions, long behindMaxMs) {
    this.kept = kept;
    rawPartitions.forEach(
        (signal, expected) -> {
          if (!expected.isEmpty()) {
            bySignal.put(signal, new Watermarks(expected, behindMaxMs));
          }
        });
    kept.forEach(
        (key, value) -> {
          Watermarks marks = bySignal.get(Signal.valueOf(new String(key, UTF_8)));
          if (marks != null) {
            marks.load(value);
          }
        });
  }

  /** Takes a control record; those of other kinds are passed over. */
  void take(Signal signal, Headers headers) {
    Watermarks marks = bySignal.get(signal);
    Watermarks.Mark mark = Watermarks.read(headers);
    if (marks != null && mark != null) {
      marks.advance(mark);
      kept.put(signal.name().getBytes(UTF_8), marks.write());
    }
  }

  /** Milliseconds since 1970, never decreasing; 0 while it is not known. */
  long nowMs() {
    long now = Long.MAX_VALUE;
    for (Watermarks marks : bySignal.values()) {
      now = Math.min(now, marks.now());
    }
    return bySignal.isEmpty() ? 0 : Math.max(0, now);
  }

  /** Watermark of one signal; 0 while it is not known. */
  long nowMs(Signal signal) {
    Watermarks marks = bySignal.get(signal);
    return marks == null ? 0 : Math.max(0, marks.now());
  }

  /** Whether a record comes behind the watermark of its signal. */
  boolean late(Signal signal, long arrivalMs) {
    Watermarks marks = bySignal.get(signal);
    return marks != null && arrivalMs <= marks.now();
  }
}
