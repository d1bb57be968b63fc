// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CollectorPeerTest {

  private static final String RECEIVER =
      "      module: example.com/receiver/kafkareceiver v0.155.0";

  @Test
  void namesItsOwnVersion() {
    assertThat(CollectorPeer.version(Stream.of("buildinfo:", "    version: 0.156.1", RECEIVER)))
        .isEqualTo("0.156.1");
  }

  @Test
  void namesThatOfItsReceiver_whenItWasBuiltWithout() {
    assertThat(CollectorPeer.version(Stream.of("buildinfo:", "    version: \"\"", RECEIVER)))
        .isEqualTo("kafkareceiver v0.155.0");
    assertThat(CollectorPeer.version(Stream.empty())).isEqualTo("unknown");
  }
}
