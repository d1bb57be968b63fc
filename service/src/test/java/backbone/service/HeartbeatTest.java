// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final Heartbeat heartbeat =
      Heartbeat.of("The wheel has not turned", Duration.ofMinutes(5), nanos::get);

  @Test
  void isWell_beforeTheFirstTurn() {
    pass(Duration.ofHours(1));

    assertThat(heartbeat.stuck()).isEmpty();
  }

  @Test
  void isStuck_whenNoTurnWasTakenForTooLong() {
    heartbeat.beat();
    pass(Duration.ofMinutes(5));
    assertThat(heartbeat.stuck()).isEmpty();

    pass(Duration.ofSeconds(1));

    assertThat(heartbeat.stuck()).hasValue("The wheel has not turned for 301 s");
    heartbeat.beat();
    assertThat(heartbeat.stuck()).isEmpty();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
