// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against every window counted anew: in disorder, late, repeated and after crashes. */
class BurstsTest {

  private static final long START_MS = 1_700_000_000_000L;
  private static final Owner CART = new Owner("cart", "prod", "kr", "shop");
  private static final Series SERIES = Series.burst(CART, "http_500", "spans");

  private final MapKept kept = new MapKept();
  private final List<Long> events = new ArrayList<>();
  private final Map<Series, BurstSeconds> shown = new HashMap<>();
  private long nowMs = START_MS;

  @Test
  void peakIsThatOfAllWindowsThatEndInTheLastMinute() {
    Seeds.forEach(
        (random, seed) -> {
          for (int i = 0; i < 30; i++) {
            run(random);
          }
        });
  }

  private void run(Random random) {
    kept.clear();
    events.clear();
    shown.clear();
    Bursts bursts = bursts();
    int spread = 1 + random.nextInt(900);
    for (int step = 0; step < 200; step++) {
      nowMs += random.nextInt(20_000);
      for (int i = random.nextInt(4); i > 0; i--) {
        long ms = nowMs - random.nextInt(1_000 * spread);
        bursts.add(key(ms), one(ms));
        events.add(ms);
      }
      if (random.nextInt(5) == 0) {
        bursts.forget();
      }
      if (random.nextInt(20) == 0) {
        kept.commit();
        kept.crash();
        bursts = bursts();
      }
      bursts.drainChanged(this::show);
      check();
    }
  }

  private Bursts bursts() {
    return new Bursts(kept, 9, () -> nowMs);
  }

  private void show(Series series, BurstSeconds seconds) {
    shown.put(series, seconds);
  }

  private void check() {
    long now = nowMs / 1_000;
    long most = 0;
    for (long end = now - 59; end <= now; end++) {
      long last = end;
      long within =
          events.stream().filter(ms -> ms / 1_000 > last - 300 && ms / 1_000 <= last).count();
      most = Math.max(most, within);
    }
    BurstSeconds.Peak peak = shown.getOrDefault(SERIES, BurstSeconds.NONE).peak(now);
    assertThat(peak.events()).isEqualTo(most);
    long first = peak.end() - 300;
    assertThat(events.stream().filter(ms -> ms / 1_000 >= first && ms / 1_000 < peak.end()))
        .hasSize((int) most);
    assertThat(peak.end()).isBetween(now - 58, now + 1);
  }

  private static Cell.Key key(long ms) {
    return new Cell.Key(SERIES, EventMinute.of(ms));
  }

  private static Tally one(long ms) {
    Tally one = Tally.zero(Family.BURSTS);
    one.observeSecond((int) (ms % 60_000 / 1_000));
    return one;
  }

  @Test
  void seriesBeyondTheBoundIsRefused_untilAnotherGoes() {
    Bursts bursts = new Bursts(kept, 0, () -> nowMs);
    assertThat(bursts.add(key(nowMs), one(nowMs))).isFalse();
    assertThat(kept.size()).isZero();

    Bursts room = bursts();
    for (int i = 0; i < 60; i++) {
      Series series = Series.burst(CART, "kind-" + i, "spans");
      boolean added = room.add(new Cell.Key(series, EventMinute.of(nowMs)), one(nowMs));
      assertThat(added).isEqualTo(i < 45);
    }
    nowMs += 2 * Bursts.KEPT_MS;
    room.forget();
    assertThat(room.size()).isZero();
    assertThat(kept.size()).isZero();
    assertThat(room.add(key(nowMs), one(nowMs))).isTrue();
  }

  @Test
  void olderThanAnyWindowAndAheadOfTheClockIsNotKept() {
    Bursts bursts = bursts();
    for (long ms : new long[] {nowMs - 700_000, nowMs + 200_000}) {
      assertThat(bursts.add(key(ms), one(ms))).isTrue();
    }
    assertThat(bursts.size()).isZero();
  }
}
