// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {

  private long nowNanos;
  private final Freshness freshness = new Freshness(Duration.ofNanos(100), () -> nowNanos);

  @Test
  void isStale_untilTheFirstConfirmation() {
    assertThat(freshness.lapsedSince(0)).isTrue();
    assertThat(freshness.await(Duration.ZERO)).isFalse();

    freshness.confirm(0);

    assertThat(freshness.lapsedSince(0)).isFalse();
    assertThat(freshness.await(Duration.ZERO)).isTrue();
  }

  @Test
  void lapses_whenTheLastConfirmationIsTooOld() {
    freshness.confirm(0);
    nowNanos = 100;
    assertThat(freshness.lapsedSince(0)).isFalse();
    nowNanos = 101;
    assertThat(freshness.lapsedSince(0)).isTrue();
  }

  @Test
  void remembersAGap_whenTheConfirmingThreadWakesUpFirst() {
    freshness.confirm(0);
    long begun = freshness.lapses();
    nowNanos = 1_000;

    freshness.confirm(990);

    assertThat(freshness.lapsedSince(begun)).isTrue();
    assertThat(freshness.lapsedSince(freshness.lapses())).isFalse();
  }

  @Test
  void countsFromTheQuestion_notFromTheAnswer() {
    freshness.confirm(0);
    nowNanos = 90;
    freshness.confirm(10);

    nowNanos = 111;

    assertThat(freshness.lapsedSince(0)).isTrue();
  }
}
