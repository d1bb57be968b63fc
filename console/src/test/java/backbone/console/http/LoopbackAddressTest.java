// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "[::1]:8080", "127.0.0.9:8080"})
  void accepts_whenLoopback(String text) {
    assertThat(LoopbackAddress.parse("console.address", text).getAddress().isLoopbackAddress())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8080", "10.0.0.5:8080", "[::]:8080", "example.org:80", "0:80"})
  void refuses_whenReachableFromElsewhere(String text) {
    assertThatThrownBy(() -> LoopbackAddress.parse("console.address", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "console.address=" + text + " is refused: the console has no logins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "[::1:80"})
  void refuses_whenNoAddress(String text) {
    assertThatThrownBy(() -> LoopbackAddress.parse("console.address", text))
        .hasMessage(
            "console.address=" + text + " is no address. Use host:port, such as 127.0.0.1:8080.");
  }

  @Test
  void takesAnyPort_whenZero() {
    assertThat(LoopbackAddress.parse("k", "127.0.0.1:0").getPort()).isZero();
  }
}
