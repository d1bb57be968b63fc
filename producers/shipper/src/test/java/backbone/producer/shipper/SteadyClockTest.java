// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  @Test
  void countsOn_whateverTheWallClockDoes() {
    AtomicLong nanos = new AtomicLong(-5_000_000);
    SteadyClock clock = new SteadyClock(1_000, nanos::get);

    assertThat(clock.millis()).isEqualTo(1_000);
    nanos.addAndGet(250_000_000);
    assertThat(clock.millis()).isEqualTo(1_250);
  }
}
