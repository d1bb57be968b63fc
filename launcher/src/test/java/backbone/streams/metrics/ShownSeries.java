// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.BiConsumer;

/** One series of each family that derive-metrics shows, as its exposition gives them. */
public final class ShownSeries {

  private ShownSeries() {}

  /** The families only have names, labels and types while there is something to show. */
  public static MetricSnapshots ofEachFamily() {
    Exposition exposition = new Exposition(() -> 0, () -> 0, 0, false);
    exposition.begin(() -> true);
    Exposition.Lines lines = exposition.open();
    Owner owner = new Owner("payment-service", "prod", "kr", "payments");
    Totals totals = new Totals(new Forgetful(), new KnownLabels(KnownLabels.Bounds.DEFAULT));
    for (Family family : Family.values()) {
      if (family != Family.BURSTS) {
        totals.add(new Series(family, owner, "1", "2", "3"), Tally.zero(family));
      }
    }
    lines.burst(
        Series.burst(owner, BurstCells.HTTP_500, SpanCounter.SOURCE),
        new BurstSeconds(0, new long[1]));
    totals.drainChanged(lines::show);
    return exposition.collect();
  }

  /** Keeps nothing. */
  private static final class Forgetful implements Kept {
    @Override
    public void put(byte[] key, byte[] value) {}

    @Override
    public void delete(byte[] key) {}

    @Override
    public void forEach(BiConsumer<byte[], byte[]> each) {}
  }
}
