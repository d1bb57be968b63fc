// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes sure that every transaction carries an offset, because the group coordinator fences a
 * former owner only when it commits one.
 *
 * <pre>
 * frozen owner A            group coordinator            new owner B
 *   (stopped)               session of A expires
 *                           generation + 1  ───────────> owns A's partitions
 *   resumes, punctuates,
 *   commits without offsets: the producer sends nothing to the group, the commit succeeds
 *   commits with an offset:  refused, the member is unknown; the transaction is aborted
 * </pre>
 *
 * Kafka Streams 4.3 commits an empty map while none of a thread's tasks has read a record since it
 * began, as after a restart or a take-over on idle partitions, though their punctuators write. Then
 * the last committed offset of an owned partition is committed again, which changes nothing for the
 * true owner. Of one stream thread.
 */
final class OffsetFence {

  private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(5);

  private final ThreadClients clients;
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private Map<TopicPartition, OffsetAndMetadata> pending = Map.of();
  private int generation = -1;

  OffsetFence(ThreadClients clients) {
    this.clients = clients;
  }

  /**
   * The offsets to send: those given, or the last committed one of an owned partition.
   *
   * @throws CommitFailedException when there is nothing that could fence: this thread owns no
   *     partition or is no member of the group, so nothing it wrote may be committed
   */
  Map<TopicPartition, OffsetAndMetadata> fenced(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    if (group.generationId() < 0 || group.memberId().isEmpty()) {
      throw new CommitFailedException("this thread is no member of group " + group.groupId());
    }
    if (group.generationId() != generation) {
      // Another owner may have moved on from what this thread committed in an older generation.
      generation = group.generationId();
      committed.clear();
    }
    pending = offsets.isEmpty() ? lastCommitted(group) : Map.copyOf(offsets);
    return pending;
  }

  /** The transaction is committed, and the offsets with it. */
  void committed() {
    committed.putAll(pending);
    pending = Map.of();
    clients.lastCommitNanos = System.nanoTime();
  }

  private Map<TopicPartition, OffsetAndMetadata> lastCommitted(ConsumerGroupMetadata group) {
    Consumer<byte[], byte[]> consumer = clients.consumer;
    Set<TopicPartition> owned = consumer.assignment();
    for (TopicPartition partition : owned) {
      OffsetAndMetadata known = committed.get(partition);
      if (known != null) {
        return Map.of(partition, known);
      }
    }
    for (Map.Entry<TopicPartition, OffsetAndMetadata> found :
        consumer.committed(owned, COMMITTED_TIMEOUT).entrySet()) {
      if (found.getValue() != null) {
        return Map.of(found.getKey(), found.getValue());
      }
    }
    return firstRead(owned, group);
  }

  /** Nothing was ever committed: where reading began is where a new owner would begin as well. */
  private Map<TopicPartition, OffsetAndMetadata> firstRead(
      Set<TopicPartition> owned, ConsumerGroupMetadata group) {
    for (TopicPartition partition : owned) {
      ThreadClients.Read read = clients.reads.get(partition);
      if (read != null) {
        return Map.of(partition, new OffsetAndMetadata(read.first()));
      }
    }
    throw new CommitFailedException("this thread owns no partition in group " + group.groupId());
  }
}
