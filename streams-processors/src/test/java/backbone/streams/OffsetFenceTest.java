// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// The clients make group metadata by themselves; a test has only the constructors.
@SuppressWarnings("removal")
class OffsetFenceTest {

  private static final TopicPartition RAW = new TopicPartition("raw", 0);
  private static final OffsetAndMetadata SEVEN = new OffsetAndMetadata(7, "meta");
  private static final OffsetAndMetadata NINE = new OffsetAndMetadata(9, "meta");

  private final ThreadClients clients = new ThreadClients();
  private final OffsetFence fence = new OffsetFence(clients);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  @BeforeEach
  void own() {
    clients.consumer = consumer;
    consumer.assign(List.of(RAW));
  }

  private static ConsumerGroupMetadata generation(int generation) {
    return new ConsumerGroupMetadata("g", generation, "member", Optional.of("me"));
  }

  @Test
  void offsetsPassUnchanged_whenThereAreSome() {
    assertThat(fence.fenced(Map.of(RAW, SEVEN), generation(1))).isEqualTo(Map.of(RAW, SEVEN));
  }

  @Test
  void lastCommittedOneIsSentAgain_whenThereIsNone() {
    fence.fenced(Map.of(RAW, SEVEN), generation(1));
    fence.committed();

    assertThat(fence.fenced(Map.of(), generation(1))).isEqualTo(Map.of(RAW, SEVEN));
  }

  @Test
  void abortedOneIsNotSentAgain() {
    consumer.commitSync(Map.of(RAW, SEVEN));
    fence.fenced(Map.of(RAW, NINE), generation(1));

    assertThat(fence.fenced(Map.of(), generation(1))).isEqualTo(Map.of(RAW, SEVEN));
  }

  @Test
  void groupIsAsked_whenThePartitionMayHaveBeenElsewhere() {
    fence.fenced(Map.of(RAW, SEVEN), generation(1));
    fence.committed();
    consumer.commitSync(Map.of(RAW, NINE));

    assertThat(fence.fenced(Map.of(), generation(2))).isEqualTo(Map.of(RAW, NINE));
  }

  @Test
  void startOfReadingIsSent_whenNothingWasEverCommitted() {
    clients.reads = Map.of(RAW, new ThreadClients.Read(5, 3, 4));

    assertThat(fence.fenced(Map.of(), generation(1)))
        .isEqualTo(Map.of(RAW, new OffsetAndMetadata(3)));
  }

  @Test
  void commitFails_whenNothingIsOwned() {
    consumer.assign(List.of());

    assertThatThrownBy(() -> fence.fenced(Map.of(), generation(1)))
        .isInstanceOf(CommitFailedException.class);
  }

  @Test
  void commitFails_whenTheThreadIsNoMember() {
    ConsumerGroupMetadata outside = new ConsumerGroupMetadata("g");

    assertThatThrownBy(() -> fence.fenced(Map.of(RAW, SEVEN), outside))
        .isInstanceOf(CommitFailedException.class);
  }
}
