// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer none of whose transactions is without an offset; see {@link OffsetFence}. */
final class FencedProducer extends KafkaProducer<byte[], byte[]> {

  private final ThreadClients clients;
  private final OffsetFence fence;
  private final Commits commits;
  private boolean offsetsSent;

  FencedProducer(Map<String, Object> config, ThreadClients clients, Commits commits) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.clients = clients;
    this.fence = new OffsetFence(clients);
    this.commits = commits;
  }

  @Override
  public void beginTransaction() {
    offsetsSent = false;
    super.beginTransaction();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    super.sendOffsetsToTransaction(fence.fenced(offsets, group), group);
    offsetsSent = true;
  }

  @Override
  public void commitTransaction() {
    if (!offsetsSent) {
      sendOffsetsToTransaction(Map.of(), clients.consumer.groupMetadata());
    }
    super.commitTransaction();
    fence.committed();
    commits.committed();
  }
}
