// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  private static final long BEGUN_MS = 1_000_000;
  private static final Series SERIES =
      Series.spans(new Owner("cart", "prod", "kr", "shop"), "a", "SPAN_KIND_SERVER", "UNSET");

  private final MapKept kept = new MapKept();

  @Test
  void shownTotalNeverFalls_whenItMovesToAClockThatLags() {
    Totals first = totals();
    Tally one = Tally.zero(Family.SPANS);
    one.observe(5);
    first.add(SERIES, one);

    assertThat(shown(first, BEGUN_MS + Exposition.HOLD_MS - 1)).isZero();
    assertThat(shown(first, BEGUN_MS + Exposition.HOLD_MS)).isEqualTo(1);
    // Another process restores it, twenty seconds and then an hour behind.
    assertThat(shown(totals(), BEGUN_MS + 10_000)).isEqualTo(1);
    assertThat(shown(totals(), BEGUN_MS - 3_600_000)).isEqualTo(1);
  }

  @Test
  void restoredStateIsShown_whenTheHeldOneIsStillOpen() {
    Totals held = totals();
    Tally one = Tally.zero(Family.SPANS);
    one.observe(5);
    held.add(SERIES, one);
    Exposition exposition = exposition(BEGUN_MS);
    held.all().forEach(exposition.open()::show);
    totals().all().forEach(exposition.open()::show);

    assertThat(value(exposition)).isEqualTo(1);
  }

  private Totals totals() {
    KnownLabels known = new KnownLabels(KnownLabels.Bounds.DEFAULT);
    return new Totals(kept, known, () -> BEGUN_MS);
  }

  private static double shown(Totals totals, long nowMs) {
    Exposition exposition = exposition(nowMs);
    totals.all().forEach(exposition.open()::show);
    return value(exposition);
  }

  private static Exposition exposition(long nowMs) {
    Exposition exposition = new Exposition(() -> nowMs, Exposition.HOLD_MS);
    exposition.begin(() -> true);
    return exposition;
  }

  private static double value(Exposition exposition) {
    return exposition.collect().stream()
        .filter(CounterSnapshot.class::isInstance)
        .flatMap(counters -> ((CounterSnapshot) counters).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }
}
