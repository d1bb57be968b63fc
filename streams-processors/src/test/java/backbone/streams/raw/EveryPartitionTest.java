// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EveryPartitionTest {

  @Test
  void watermarkGoesToEveryPartition() {
    assertThat(new EveryPartition().partitions("t", null, null, 4).orElseThrow())
        .containsExactlyInAnyOrder(0, 1, 2, 3);
  }
}
