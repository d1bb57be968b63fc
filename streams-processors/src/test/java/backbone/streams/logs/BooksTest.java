// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import backbone.streams.raw.Ledger;
import backbone.testkit.Seeds;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BooksTest {

  private static final String[] LINES = {
    "hello", "dead", "blank", "throw", "split a b dead c", "trace=1 x", "a\nb\nc"
  };

  @Test
  void bothEquationsHold_whateverComes() {
    Seeds.forEach(
        (random, seed) -> {
          try (Bench bench = new Bench()) {
            int records = 500;
            for (int i = 0; i < records; i++) {
              sendOne(bench, random, i);
            }
            Ledger.Snapshot ledger = bench.ledger();
            assertThat(ledger.residue()).isZero();
            assertThat(ledger.records()).isEqualTo(records);
            assertThat(ledger.emitted()).isPositive();
            assertThat(ledger.repeats()).isPositive();
            assertThat(ledger.refused()).isPositive();
            assertThat(ledger.deadItems()).isPositive();
          }
        });
  }

  private static void sendOne(Bench bench, Random random, int i) {
    String line = LINES[random.nextInt(LINES.length)];
    switch (random.nextInt(5)) {
      case 0 -> bench.send(i, line);
      case 1 -> bench.send(i, line, TelemetryHeaders.REPLAY, "case");
      case 2 -> bench.send(i, line, TelemetryHeaders.LINES, "0,2,4");
      default -> {
        int start = 2 * random.nextInt(200);
        Origin origin = new Origin("f" + random.nextInt(3), random.nextInt(2), start, start + 6L);
        bench.ship(i, origin, "0,2,4", random.nextBoolean() ? "a\nb\nc" : line);
      }
    }
  }

  @Test
  void metricsShowOnlyWhatIsCommitted() {
    try (Bench bench = new Bench()) {
      bench.send(0, "x");
      double before = received(bench);
      bench.commits.committed();

      assertThat(before).isZero();
      assertThat(received(bench)).isEqualTo(1);
      assertThat(bench.metrics.residue()).hasValue(0);
    }
  }

  private static double received(Bench bench) {
    for (MetricSnapshot snapshot : bench.registry.scrape()) {
      if (snapshot.getMetadata().getName().equals("telemetry_normalize_logs_received")) {
        return ((CounterSnapshot) snapshot).getDataPoints().get(0).getValue();
      }
    }
    throw new AssertionError("no such metric");
  }
}
