// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Health;
import backbone.service.Part;
import backbone.service.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConsolePartTest {

  private final ConsolePart console = new ConsolePart();

  @Test
  void makesPartWithoutAnyServer() {
    try (Part part = console.create(load(Map.of()), new PrometheusRegistry())) {
      assertThat(part.health().state()).isEqualTo(Health.State.STARTING);
    }
  }

  @Test
  void namesPort_whenTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      try (Part part =
          console.create(load(Map.of("console.address", address)), new PrometheusRegistry())) {
        assertThatThrownBy(part::start)
            .hasMessage(
                "console.address="
                    + address
                    + " is taken by another process. Stop that one, or set another port.");
      }
    }
  }

  private Settings load(Map<String, String> flags) {
    return Settings.load(console, null, Map.of(), flags);
  }
}
