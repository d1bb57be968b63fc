// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  private static final Series SERIES =
      Series.spans(new Owner("cart", "prod", "kr", "shop"), "a", "SPAN_KIND_SERVER", "UNSET");

  private final MapKept kept = new MapKept();
  private long nowMs = -5;

  @Test
  void newSeriesIsZero_untilAWhileAfterItsFirstScrape_andItsReleaseIsCommitted() {
    Instance instance = new Instance();
    instance.count();
    nowMs += 10 * Exposition.HOLD_MS;

    assertThat(instance.scraped()).isZero();
    nowMs += Exposition.HOLD_MS - 1;
    instance.releaseAndCommit();
    assertThat(instance.scraped()).isZero();
    nowMs++;
    instance.release();
    assertThat(instance.scraped()).isZero();
    instance.commit();
    assertThat(instance.scraped()).isEqualTo(1);
  }

  @Test
  void whoRestoresASeriesGoesOnWithItsTotal_whenItWasReleased() {
    new Instance().settle();
    Instance second = new Instance();
    second.count();

    assertThat(second.scraped()).isEqualTo(2);
  }

  @Test
  void whoRestoresASeriesGoesOnWithItsZero_whenNobodyScrapedItOrTheReleaseWasNotCommitted() {
    Instance first = new Instance();
    first.count();
    kept.commit();
    first.scraped();
    nowMs += Exposition.HOLD_MS;
    first.release();
    kept.crash();
    Instance second = new Instance();

    assertThat(second.scraped()).isZero();
    nowMs += Exposition.HOLD_MS;
    second.releaseAndCommit();
    assertThat(second.scraped()).isEqualTo(1);
  }

  @Test
  void scrapeThatWasNotAnsweredDoesNotCount() {
    Instance instance = new Instance();
    instance.count();
    instance.fresh = false;
    instance.scraped();
    nowMs += Exposition.HOLD_MS;
    instance.releaseAndCommit();
    instance.fresh = true;

    assertThat(instance.scraped()).isZero();
  }

  @Test
  void taskThatIsOpenTwiceIsShownOnce() {
    new Instance().settle();
    Instance moving = new Instance();
    moving.count();
    Totals again = totals();
    again.all().forEach(moving.exposition.open()::show);

    assertThat(moving.scraped()).isEqualTo(2);
  }

  private Totals totals() {
    return new Totals(kept, new KnownLabels(KnownLabels.Bounds.DEFAULT));
  }

  /** A process that owns the series by what is kept. */
  private final class Instance {
    private final Exposition exposition =
        new Exposition(() -> 0, () -> nowMs, Exposition.HOLD_MS, false);
    private final Totals totals = totals();
    private final Exposition.Lines lines;
    private boolean fresh = true;

    Instance() {
      exposition.begin(() -> fresh);
      lines = exposition.open();
      totals.all().forEach(lines::show);
    }

    /** Counts and commits one span. */
    void count() {
      Tally one = Tally.zero(Family.SPANS);
      one.observe(5);
      totals.add(SERIES, one);
      commit();
    }

    void release() {
      exposition.forEachDue(lines, totals::release);
    }

    void commit() {
      totals.drainChanged(lines::show);
    }

    void releaseAndCommit() {
      release();
      commit();
    }

    void settle() {
      count();
      scraped();
      nowMs += Exposition.HOLD_MS;
      releaseAndCommit();
    }

    double scraped() {
      return value(exposition);
    }
  }

  private static double value(Exposition exposition) {
    return exposition.collect().stream()
        .filter(CounterSnapshot.class::isInstance)
        .flatMap(counters -> ((CounterSnapshot) counters).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }
}
