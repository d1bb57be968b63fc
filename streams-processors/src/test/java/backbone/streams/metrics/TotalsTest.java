// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsTest {

  private static final long NOW_MS = 1_700_000_000_000L;
  private static final long IDLE_MS = 1_000;
  private static final Series SERIES =
      Series.spans(new Owner("cart", "prod", "kr", "shop"), "a", "SPAN_KIND_SERVER", "UNSET");

  private final MapKept kept = new MapKept();

  @Test
  void stateOfTheReleaseBeforeIsRead_andIsIdleFromThenOn() {
    Packer packer = new Packer();
    SERIES.write(packer);
    byte[] key = packer.toBytes();
    packer.clear().number(1).number(NOW_MS);
    one().write(packer);
    kept.put(key, packer.toBytes());

    Totals totals = totals();
    assertThat(totals.all())
        .singleElement()
        .matches(total -> total.tally().count() == 1 && total.released());
    totals.at(NOW_MS);
    assertThat(totals.expire(IDLE_MS)).isZero();
    Totals restored = totals();
    restored.at(NOW_MS + IDLE_MS);
    assertThat(restored.expire(IDLE_MS)).isEqualTo(1);
    assertThat(kept.size()).isZero();
  }

  @Test
  void nothingExpires_whileTheTimeIsNotKnown() {
    Totals totals = totals();
    totals.add(SERIES, one());

    assertThat(totals.expire(IDLE_MS)).isZero();
  }

  @Test
  void whatWentAndCameBackBetweenTwoCommitsIsNew() {
    Totals totals = totals();
    totals.at(NOW_MS);
    totals.add(SERIES, one());
    totals.at(NOW_MS + IDLE_MS);
    assertThat(totals.expire(IDLE_MS)).isEqualTo(1);
    totals.add(SERIES, one());

    List<Long> told = new ArrayList<>();
    totals.drainRemoved(series -> told.add(-1L));
    totals.drainChanged(total -> told.add(total.tally().count()));
    assertThat(told).containsExactly(-1L, 1L);
  }

  @Test
  void expiryThatWasNotCommittedComesAgain() {
    Totals totals = totals();
    totals.at(NOW_MS);
    totals.add(SERIES, one());
    kept.commit();
    totals.at(NOW_MS + IDLE_MS);
    totals.expire(IDLE_MS);
    kept.crash();

    Totals restored = totals();
    assertThat(restored.all()).hasSize(1);
    restored.at(NOW_MS + IDLE_MS);
    assertThat(restored.expire(IDLE_MS)).isEqualTo(1);
  }

  private Totals totals() {
    return new Totals(kept, new KnownLabels(KnownLabels.Bounds.DEFAULT));
  }

  private static Tally one() {
    Tally one = Tally.zero(Family.SPANS);
    one.observe(5);
    return one;
  }
}
