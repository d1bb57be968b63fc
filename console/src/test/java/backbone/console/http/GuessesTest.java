// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GuessesTest {

  private long now = -5;
  private final Guesses guesses = new Guesses(() -> now);

  @Test
  void letsAnAddressWait_whenItWasWrongTooOften() throws Exception {
    wrong("10.0.0.1", Guesses.WRONG_MAX - 1);
    assertThat(guesses.wait(of("10.0.0.1"))).isZero();
    pass(20);
    wrong("10.0.0.1", 1);

    assertThat(guesses.wait(of("10.0.0.1"))).isEqualTo(Duration.ofSeconds(40));
    assertThat(guesses.wait(of("10.0.0.2"))).isZero();
  }

  @Test
  void startsAgain_whenTheWindowIsOver() throws Exception {
    wrong("10.0.0.1", Guesses.WRONG_MAX);
    pass(Guesses.WINDOW.toSeconds());

    assertThat(guesses.wait(of("10.0.0.1"))).isZero();
    wrong("10.0.0.1", 1);
    assertThat(guesses.wait(of("10.0.0.1"))).isZero();
  }

  @Test
  void takesTheSitesOfIpv6AsOneAddress() throws Exception {
    wrong("2001:db8:0:1::1", Guesses.WRONG_MAX);

    assertThat(guesses.wait(of("2001:db8:0:1:ffff::9"))).isPositive();
    assertThat(guesses.wait(of("2001:db8:0:2::1"))).isZero();
  }

  @Test
  void forgetsTheOldest_whenThereAreTooManyAddresses() throws Exception {
    wrong("10.0.0.1", Guesses.WRONG_MAX);
    for (int i = 0; i < Guesses.ADDRESSES_MAX; i++) {
      wrong("10.1." + i / 256 + "." + i % 256, 1);
    }
    assertThat(guesses.wait(of("10.0.0.1"))).isZero();
  }

  private void wrong(String address, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      guesses.wrong(of(address));
    }
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private static InetAddress of(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }
}
