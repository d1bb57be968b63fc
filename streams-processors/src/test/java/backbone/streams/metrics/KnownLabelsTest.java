// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownLabelsTest {

  private static final Owner CART = new Owner("cart", "prod", "kr", "shop");
  private static final Owner AUTH = new Owner("auth", "prod", "kr", "shop");

  @Test
  void spanNameIsOther_whenItsKindsAndStatusesAreTooMany() {
    KnownLabels known = new KnownLabels(new KnownLabels.Bounds(9, 9, 1, 9, 99));
    known.add(Series.spans(CART, "a", "k1", "s"));
    known.add(Series.spans(CART, "a", "k2", "s"));

    Series third = Series.spans(CART, "a", "k3", "s");
    assertThat(known.bounded(third)).isEqualTo(third.withFirst(KnownLabels.OTHER));
    assertThat(known.bounded(Series.spans(AUTH, "a", "k3", "s")).first()).isEqualTo("a");
  }

  @Test
  void seriesStaysItself_whenTheBoundIsReachedAfterIt() {
    KnownLabels known = new KnownLabels(new KnownLabels.Bounds(9, 9, 9, 1, 1));
    Series first = Series.httpResponses(CART, "/a", "200", "spans");
    known.add(first);

    assertThat(known.bounded(first)).isEqualTo(first);
    assertThat(known.bounded(Series.httpResponses(AUTH, "/a", "418", "spans")))
        .isEqualTo(Series.httpResponses(AUTH, "other", "other", "spans"));
    Series level = Series.logEvents(AUTH, "error");
    assertThat(known.bounded(level)).isEqualTo(level);
  }
}
