// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Seeds;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownLabelsTest {

  private static final Owner CART = new Owner("cart", "prod", "kr", "shop");
  private static final Owner AUTH = new Owner("auth", "prod", "kr", "shop");

  @Test
  void spanNameIsOther_whenItsKindsAndStatusesAreTooMany() {
    KnownLabels known = new KnownLabels(new KnownLabels.Bounds(9, 9, 1, 9, 9, 99));
    known.add(Series.spans(CART, "a", "k1", "s"));
    known.add(Series.spans(CART, "a", "k2", "s"));

    Series third = Series.spans(CART, "a", "k3", "s");
    assertThat(known.bounded(third)).isEqualTo(third.withFirst(KnownLabels.OTHER));
    assertThat(known.bounded(Series.spans(AUTH, "a", "k3", "s")).first()).isEqualTo("a");
  }

  @Test
  void knowsWhatIsThere_whateverWasRemoved() {
    Seeds.forEach(
        (random, seed) -> {
          KnownLabels.Bounds bounds = new KnownLabels.Bounds(2, 2, 2, 5, 2, 12);
          KnownLabels known = new KnownLabels(bounds);
          Set<Series> there = new HashSet<>();
          for (int i = 0; i < 2_000; i++) {
            Series series = series(random);
            Series counted = known.bounded(series);
            if (random.nextInt(3) == 0) {
              known.remove(series);
              there.remove(series);
            } else if (counted != null) {
              known.add(counted);
              there.add(counted);
            }
            KnownLabels fresh = new KnownLabels(bounds);
            there.forEach(fresh::add);
            Series probe = series(random);
            assertThat(known.bounded(probe)).isEqualTo(fresh.bounded(probe));
            assertThat(known.told(probe)).isEqualTo(fresh.told(probe));
          }
        });
  }

  private static Series series(Random random) {
    Owner owner = new Owner("service-" + random.nextInt(4), "prod", "kr", "shop");
    String name = "/" + random.nextInt(4);
    return switch (random.nextInt(4)) {
      case 0 -> Series.spans(owner, name, "k" + random.nextInt(2), "s" + random.nextInt(2));
      case 1 -> Series.logEvents(owner, name);
      case 2 -> Series.exceptions(owner, name, random.nextBoolean() ? "spans" : "logs");
      default ->
          Series.httpResponses(owner, name, "200", random.nextBoolean() ? "spans" : "access_log");
    };
  }

  @Test
  void seriesStaysItself_whenTheBoundIsReachedAfterIt() {
    KnownLabels known = new KnownLabels(new KnownLabels.Bounds(9, 9, 9, 1, 9, 1));
    Series first = Series.httpResponses(CART, "/a", "200", "spans");
    known.add(first);

    assertThat(known.bounded(first)).isEqualTo(first);
    assertThat(known.bounded(Series.httpResponses(AUTH, "/a", "418", "spans")))
        .isEqualTo(Series.httpResponses(AUTH, "other", "other", "spans"));
    Series level = Series.logEvents(AUTH, "error");
    assertThat(known.bounded(level)).isEqualTo(level);
  }
}
