// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RulesReaderTest {

  private static final String TOPIC = "telemetry.rules";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final RulesReader reader = new RulesReader(consumer, TOPIC, (offset, sentence) -> {});

  @Test
  void beginsAnew_whenTheTopicWasMadeAnewBehindItsBack() {
    Node[] nodes = {};
    consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, nodes, nodes)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 5L));
    consumer.updateEndOffsets(Map.of(PARTITION, 5L));
    assertThat(reader.read(SECOND)).isTrue();

    consumer.updateEndOffsets(Map.of(PARTITION, 2L));

    assertThatThrownBy(() -> reader.read(SECOND))
        .hasMessage("telemetry.rules ends at 2 but was read to 5; it was made anew.");
  }

  @Test
  void holdsNoRules_whileThereIsNoTopic() {
    assertThat(reader.read(SECOND)).isTrue();
    assertThat(reader.exists()).isFalse();
    assertThat(reader.book()).isSameAs(Rulebook.EMPTY);
  }
}
