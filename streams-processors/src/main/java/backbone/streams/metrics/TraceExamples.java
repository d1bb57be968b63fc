// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.Exemplar;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Exemplars: for each bucket of a series' durations a trace that is an example of it. Only traces
 * that sampling has kept come here, so that none leads to nothing. At most 2,000 series have some,
 * those that had one last; that is some 34,000 exemplars of 200 bytes.
 */
final class TraceExamples {

  static final int SERIES_MAX = 2_000;

  /** One stays for so long, so that a scrape takes it before the next comes. */
  static final long STAYS_MS = 7_000;

  /** An older one is shown no longer: its trace goes from the index before the series does. */
  static final long SHOWN_MS = 300_000;

  /** A span that claims to end later than this from now would keep all others away. */
  static final long AHEAD_MAX_MS = 60_000;

  /**
   * A span of a kept trace.
   *
   * @param traceId 32 lower-case hex digits
   * @param spanId 16 lower-case hex digits
   * @param nanos how long it took
   * @param endMs when it ended, milliseconds since 1970
   */
  record Example(String traceId, String spanId, long nanos, long endMs) {

    private Exemplar exemplar() {
      return Exemplar.builder()
          .traceId(traceId)
          .spanId(spanId)
          .value(nanos / Durations.NANOS_PER_MS)
          .timestampMillis(endMs)
          .build();
    }
  }

  private static final class Slots {
    private final Exemplar[] shown = new Exemplar[Durations.BUCKETS];
    private final long[] sinceMs = new long[Durations.BUCKETS];
  }

  private final LongSupplier wallClockMs;
  private final Map<Series, Slots> bySeries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Series, Slots> eldest) {
          return size() > SERIES_MAX;
        }
      };

  TraceExamples(LongSupplier wallClockMs) {
    this.wallClockMs = wallClockMs;
  }

  /**
   * Takes an example, unless there is a recent one or a later one: Prometheus refuses exemplars of
   * a series that go back in time.
   */
  synchronized void offer(Series series, Example example) {
    long nowMs = wallClockMs.getAsLong();
    if (example.endMs() < nowMs - SHOWN_MS || example.endMs() > nowMs + AHEAD_MAX_MS) {
      return;
    }
    Slots slots = bySeries.computeIfAbsent(series, key -> new Slots());
    int bucket = Durations.bucket(example.nanos());
    Exemplar before = slots.shown[bucket];
    if (before == null
        || (nowMs - slots.sinceMs[bucket] >= STAYS_MS
            && before.getTimestampMillis() < example.endMs())) {
      slots.shown[bucket] = example.exemplar();
      slots.sinceMs[bucket] = nowMs;
    }
  }

  /** Those to show now, by series and bucket; null where a bucket has none. */
  synchronized Map<Series, Exemplar[]> shown() {
    long oldestMs = wallClockMs.getAsLong() - SHOWN_MS;
    Map<Series, Exemplar[]> shown = new HashMap<>();
    bySeries.forEach(
        (series, slots) -> {
          Exemplar[] some = slots.shown.clone();
          for (int i = 0; i < some.length; i++) {
            if (some[i] != null && some[i].getTimestampMillis() < oldestMs) {
              some[i] = null;
            }
          }
          shown.put(series, some);
        });
    shown.values().removeIf(some -> Arrays.stream(some).allMatch(one -> one == null));
    return shown;
  }
}
