// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.metrics.TraceExamples.Example;
import io.prometheus.metrics.model.snapshots.Exemplar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceExamplesTest {

  private static final long MS = 1_000_000;
  private static final long BEGIN_MS = 1_700_000_000_000L;

  private long nowMs = BEGIN_MS;
  private final TraceExamples examples = new TraceExamples(() -> nowMs);

  @Test
  void eachBucketHasItsOwn_withItsValueInMilliseconds() {
    offer("a", "fast", 3 * MS, nowMs);
    offer("a", "slow", 700 * MS, nowMs);

    Exemplar[] shown = examples.shown().get(series("a"));
    assertThat(shown[Durations.bucket(3 * MS)].getLabels().get(Exemplar.TRACE_ID))
        .isEqualTo("fast");
    assertThat(shown[Durations.bucket(700 * MS)].getLabels().get(Exemplar.TRACE_ID))
        .isEqualTo("slow");
    assertThat(shown[Durations.bucket(700 * MS)].getValue()).isEqualTo(700);
  }

  @Test
  void staysUntilAScrapeHasTakenIt_thenTheNextComes() {
    offer("a", "first", MS, nowMs);
    nowMs += TraceExamples.STAYS_MS - 1;
    offer("a", "second", MS, nowMs);
    assertThat(ids()).containsExactly("first");
    nowMs++;
    offer("a", "older", MS, BEGIN_MS - 1);
    assertThat(ids()).containsExactly("first");
    offer("a", "third", MS, nowMs);
    assertThat(ids()).containsExactly("third");
  }

  @Test
  void goesBeforeItsTraceMay_andIsNotTakenWhenItsTimeIsOff() {
    offer("a", "old", MS, nowMs - TraceExamples.SHOWN_MS - 1);
    offer("a", "ahead", MS, nowMs + TraceExamples.AHEAD_MAX_MS + 1);
    assertThat(ids()).isEmpty();
    offer("a", "fine", MS, nowMs);
    nowMs += TraceExamples.SHOWN_MS;
    assertThat(ids()).containsExactly("fine");
    nowMs++;
    assertThat(ids()).isEmpty();
  }

  @Test
  void seriesThatHadNoneForLongestGoes_whenThereAreTooMany() {
    for (int i = 0; i < TraceExamples.SERIES_MAX; i++) {
      offer("s" + i, "t" + i, MS, nowMs);
    }
    offer("s0", "again", 2 * MS, nowMs);
    offer("one more", "t", MS, nowMs);

    assertThat(examples.shown()).hasSize(TraceExamples.SERIES_MAX);
    assertThat(examples.shown()).containsKeys(series("s0"), series("one more"));
    assertThat(examples.shown()).doesNotContainKey(series("s1"));
  }

  private void offer(String name, String trace, long nanos, long endMs) {
    examples.offer(series(name), new Example(trace, "0000000000000001", nanos, endMs));
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Exemplar[] some : examples.shown().values()) {
      for (Exemplar one : some) {
        if (one != null) {
          ids.add(one.getLabels().get(Exemplar.TRACE_ID));
        }
      }
    }
    return ids;
  }

  private static Series series(String name) {
    return Series.spans(new Owner("cart", "prod", "kr", "shop"), name, "SPAN_KIND_SERVER", "UNSET");
  }
}
