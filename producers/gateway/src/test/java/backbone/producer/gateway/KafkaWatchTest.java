// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KafkaWatchTest {

  private long now = 7;
  private final KafkaWatch watch = new KafkaWatch(() -> now);

  @Test
  void isQuiet_whenNothingWaits() {
    pass(100);
    assertThat(watch.nothingTaken()).isZero();
    watch.asked();
    watch.answered(true);
    pass(100);
    assertThat(watch.nothingTaken()).isZero();
    assertThat(watch.nothingTold()).isZero();
  }

  @Test
  void countsFromTheFirstThatWaits() {
    watch.asked();
    pass(3);
    watch.asked();
    pass(4);
    assertThat(watch.nothingTaken()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void startsAgain_whenOneIsTaken() {
    watch.asked();
    watch.asked();
    pass(5);
    watch.answered(true);
    pass(2);
    assertThat(watch.nothingTaken()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void tellsRefusalFromSilence() {
    watch.asked();
    watch.asked();
    pass(5);
    watch.answered(false);
    pass(2);
    assertThat(watch.nothingTaken()).isEqualTo(Duration.ofSeconds(7));
    assertThat(watch.nothingTold()).isEqualTo(Duration.ofSeconds(2));
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
