// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "[::1]:8080", "127.0.0.9:8080"})
  void readsThisMachine(String text) {
    InetSocketAddress address = ListenAddress.parse("console.address", text);

    assertThat(address.getAddress().isLoopbackAddress()).isTrue();
    assertThat(address.getPort()).isEqualTo(8080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8080", "10.0.0.5:8080", "[::]:8080", "0:80"})
  void tellsWhatOthersReach(String text) {
    assertThat(ListenAddress.parse("console.address", text).getAddress().isLoopbackAddress())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "[::1:80", "a.org:80"})
  void refuses_whenNoAddress(String text) {
    assertThatThrownBy(() -> ListenAddress.parse("console.address", text))
        .hasMessage(
            "console.address="
                + text
                + " is no address. Use localhost or digits and a port, such as 127.0.0.1:8080.");
  }

  @Test
  void takesAnyPort_whenZero() {
    assertThat(ListenAddress.parse("k", "127.0.0.1:0").getPort()).isZero();
  }
}
