// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  @Test
  void readsWhatItWrites() {
    Origin origin = new Origin("k3-f9", 2, 1024, 1310);
    assertThat(origin.toString()).isEqualTo("k3-f9:2:1024-1310");
    assertThat(Origin.parse(origin.toString())).isEqualTo(origin);
  }

  @Test
  void givesIdsThatSortAsTheFileDoes() {
    String early = new Origin("a", 0, 255, 256).id();
    String late = new Origin("a", 0, 4096, 4097).id();
    assertThat(early).isEqualTo("a:0:0000000000ff").isLessThan(late);
    assertThat(new Origin("a", 0, 255, 256).id(3)).isEqualTo("a:0:0000000000ff:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:1", "a:1:5", "a:1:5-4", "a:-1:0-1", ":0:0-1", "a:x:0-1"})
  void refusesWhatIsNoOrigin(String text) {
    assertThatThrownBy(() -> Origin.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
