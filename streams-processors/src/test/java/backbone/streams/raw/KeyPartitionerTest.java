// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class KeyPartitionerTest {

  private final KeyPartitioner partitioner = new KeyPartitioner();

  @Test
  void watermarkGoesToEveryPartition() {
    assertThat(partitioner.partitions("t", null, null, 4).orElseThrow())
        .containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void dataGoesWhereKafkasOwnPartitionerPutsItsKey() {
    for (String key : new String[] {"a", "0af7651916cd43dd8448eb211c80319c", "결제"}) {
      byte[] bytes = key.getBytes(UTF_8);
      assertThat(partitioner.partitions("t", bytes, bytes, 7).orElseThrow())
          .containsExactly(BuiltInPartitioner.partitionForKey(bytes, 7));
    }
  }
}
