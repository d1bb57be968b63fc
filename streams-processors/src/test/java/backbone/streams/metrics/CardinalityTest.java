// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A million different span names: what was known stays exact, and nothing grows past its bound. */
class CardinalityTest {

  private static final int NAMES = 1_000_000;
  private static final int SERVICES = 400;
  private static final int KNOWN = 10;
  private static final int KNOWN_EVERY = 100;
  private static final int SEND_EVERY = 1_000;
  private static final int CELLS = 2_000;
  private static final int MINUTES = 2_000;
  private static final long NOW_MS = 1_700_000_040_000L;
  private static final long IDLE_MS = 86_400_000;

  private final KnownLabels known = new KnownLabels(KnownLabels.Bounds.DEFAULT);
  private final Pending pending = new Pending();
  private final SourceParts parts = new SourceParts(new Forgetful());
  private final MapKept totalsKept = new MapKept();
  private final Totals totals = new Totals(totalsKept, known);
  private final OwnedSeries owned =
      new OwnedSeries(
          known,
          parts,
          totals,
          new Minutes(new Forgetful(), MINUTES, minute -> {}),
          new Bursts(new MapKept(), KnownLabels.Bounds.DEFAULT.services(), () -> NOW_MS),
          pending);
  private final MinuteCells cells = new MinuteCells(new Forgetful(), CELLS);
  private final Batch batch = new Batch(0, (key, value) -> take(value));
  private long offset;

  @Test
  void millionSpanNamesStayWithinTheLimit_andKnownOnesAreExact() {
    for (int i = 0; i < KNOWN; i++) {
      count(span(0, "known-" + i));
    }
    send();
    for (int i = 0; i < NAMES; i++) {
      count(span(i % SERVICES, "GET /user/" + i));
      if (i % KNOWN_EVERY == 0) {
        count(span(0, "known-" + i / KNOWN_EVERY % KNOWN));
      }
      if (i % SEND_EVERY == 0) {
        send();
      }
    }
    send();

    int limit = KnownLabels.Bounds.DEFAULT.series();
    assertThat(totals.all()).hasSizeBetween(limit, limit + 2 * SERVICES);
    assertThat(totalsKept.size()).isEqualTo(totals.all().size());
    assertThat(parts.size()).isLessThanOrEqualTo(CELLS);
    for (int i = 0; i < KNOWN; i++) {
      assertThat(value(span(0, "known-" + i))).isEqualTo(1 + NAMES / KNOWN_EVERY / KNOWN);
    }
    assertThat(totals.all().stream().mapToLong(total -> total.tally().count()).sum())
        .isEqualTo(NAMES + NAMES / KNOWN_EVERY + KNOWN);
    assertThat(pending.overflow.values().stream().mapToLong(n -> n).sum())
        .isBetween((long) NAMES - limit, (long) NAMES - limit + 2 * SERVICES);
    recovers();
  }

  /** After a day without them there is room for others. */
  private void recovers() {
    totals.at(NOW_MS + IDLE_MS / 2);
    for (int i = 0; i < KNOWN; i++) {
      count(span(0, "known-" + i));
    }
    send(NOW_MS + IDLE_MS / 2);
    totals.at(NOW_MS + IDLE_MS);
    totals.expire(IDLE_MS);
    assertThat(totals.all()).hasSize(KNOWN);

    count(span(SERVICES - 1, "new"));
    send(NOW_MS + IDLE_MS);
    assertThat(value(span(SERVICES - 1, "new"))).isEqualTo(1);
    assertThat(value(span(0, "known-0"))).isEqualTo(2 + NAMES / KNOWN_EVERY / KNOWN);
  }

  private void count(Series series) {
    cells.makeRoom(batch.at(NOW_MS));
    cells.tally(series, NOW_MS, offset++).observe(1);
    cells.keep(NOW_MS);
  }

  private void send() {
    send(NOW_MS);
  }

  private void send(long nowMs) {
    cells.send(nowMs, batch.at(nowMs));
    batch.flush();
    cells.save();
  }

  private void take(byte[] value) {
    owned.take(value, offset, (source, ms) -> ms);
  }

  private long value(Series series) {
    return totals.all().stream()
        .filter(total -> total.series().equals(series))
        .mapToLong(total -> total.tally().count())
        .sum();
  }

  private static Series span(int service, String name) {
    Owner owner = new Owner("service-" + service, "prod", "kr", "shop");
    return Series.spans(owner, name, "SPAN_KIND_SERVER", "STATUS_CODE_UNSET");
  }

  /** Keeps nothing, as nothing is restored here. */
  private static final class Forgetful implements Kept {
    @Override
    public void put(byte[] key, byte[] value) {}

    @Override
    public void delete(byte[] key) {}

    @Override
    public void forEach(BiConsumer<byte[], byte[]> each) {}
  }
}
