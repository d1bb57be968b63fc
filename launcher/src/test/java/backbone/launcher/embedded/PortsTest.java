// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.Ports.Port;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final int BASE = 18_080;

  /** As the help of {@code --port-base} says. */
  private static final int USED = 14;

  @Test
  void areTheUsualOnes_whenThereIsNoBase() {
    Ports ports = new Ports(0);

    assertThat(ports.url(Port.CONSOLE)).isEqualTo("http://127.0.0.1:8080");
    assertThat(ports.address(Port.KAFKA)).isEqualTo("127.0.0.1:9092");
    assertThat(ports.of(Port.ELASTICSEARCH)).isEqualTo(9200);
  }

  @Test
  void areDistinctAndWithinTheRange_whenThereIsABase() {
    Ports ports = new Ports(BASE);

    assertThat(ports.all()).hasSameSizeAs(Arrays.asList(Port.values()));
    assertThat(ports.all().values())
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= BASE && port < BASE + USED);
    assertThat(new Ports(0).all().values()).doesNotHaveDuplicates();
  }

  @Test
  void giveTheBaseToTheConsole() {
    assertThat(new Ports(BASE).of(Port.CONSOLE)).isEqualTo(BASE);
  }
}
