// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever crashes when: totals and minutes are what was there to be counted. */
class CrashTest {

  private static final int SHOPS = 40;
  private static final int RECORDS = 60;
  private static final int STEPS = 800;

  @Test
  void totalsAndMinutesAreTheTruth_whenTasksCrash() {
    Seeds.forEach(
        (random, seed) -> {
          for (int i = 0; i < SHOPS; i++) {
            Shop shop = new Shop(1 + random.nextInt(4), 2 + random.nextInt(12));
            crash(shop, random);
            assertThat(shop.totals()).isEqualTo(shop.truth);
            assertThat(shop.minutes()).isEqualTo(shop.minuteTruth);
            assertThat(shop.bursts().keySet()).isEqualTo(shop.burstTruth.keySet());
            shop.burstTruth.forEach((s, truth) -> samePeaks(shop.bursts().get(s), truth));
          }
        });
  }

  private static void samePeaks(BurstSeconds shown, long[] truth) {
    for (long now = 0; now < 3L * Shop.BURST_SECONDS; now += 7) {
      assertThat(shown.peak(now)).isEqualTo(new BurstSeconds(0, truth).peak(now));
    }
  }

  private static void crash(Shop shop, Random random) {
    int partitions = shop.partitions();
    for (int i = 0; i < RECORDS; i++) {
      shop.append(random.nextInt(partitions), record(random));
    }
    for (int i = 0; i < STEPS; i++) {
      shop.step(random);
    }
    shop.finish();
  }

  private static List<Shop.Observation> record(Random random) {
    List<Shop.Observation> record = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      Owner owner = new Owner("service-" + random.nextInt(3), "prod", "kr", "shop");
      record.add(new Shop.Observation(series(owner, random), random.nextInt(180_000)));
    }
    return record;
  }

  private static Series series(Owner owner, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Series.spans(owner, "GET /" + random.nextInt(4), "SPAN_KIND_SERVER", "UNSET");
      case 1 -> Series.logEvents(owner, random.nextBoolean() ? "error" : "info");
      default -> Series.burst(owner, "http_500", random.nextBoolean() ? "spans" : "access_log");
    };
  }

  @Test
  void manyPartitionsHaveAsManySeriesAsOne() {
    Set<String> ofOne = new HashSet<>(series(1));
    List<String> ofMany = series(48);

    assertThat(ofMany).hasSameSizeAs(ofOne).doesNotHaveDuplicates();
    assertThat(new HashSet<>(ofMany)).isEqualTo(ofOne);
  }

  private static List<String> series(int partitions) {
    Random random = new Random(7);
    Shop shop = new Shop(partitions, MinuteCells.CELLS_MAX);
    for (int i = 0; i < 2_000; i++) {
      shop.append(i % partitions, record(random));
    }
    shop.finish();
    return shop.series();
  }
}
