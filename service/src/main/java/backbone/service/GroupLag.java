// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * What waits in front of a consumer group. Offsets alone cannot tell: commit markers and watermarks
 * take offsets too, so the first record that waits is read and looked at.
 */
final class GroupLag {

  /**
   * Commit markers and watermarks between two data records are few; beyond this it is a backlog.
   */
  private static final int POLLS_MAX = 20;

  private static final Duration POLL = Duration.ofMillis(150);
  private static final long TIMEOUT_SECONDS = 5;

  /**
   * What waits.
   *
   * @param records upper bound of the records, 0 when nothing waits
   * @param oldestMs arrival of the oldest, milliseconds since 1970; {@code Long.MAX_VALUE} if none
   */
  record Waiting(long records, long oldestMs) {

    static final Waiting NOTHING = new Waiting(0, Long.MAX_VALUE);

    Waiting and(Waiting other) {
      return new Waiting(records + other.records, Math.min(oldestMs, other.oldestMs));
    }
  }

  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;

  GroupLag(Admin admin, Consumer<byte[], byte[]> consumer) {
    this.admin = admin;
    this.consumer = consumer;
  }

  /**
   * What of a topic the group has not committed yet; a group without offsets begins at the start.
   */
  Waiting of(String group, String topic) throws Exception {
    Set<TopicPartition> partitions =
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .get(topic)
            .partitions()
            .stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .collect(Collectors.toSet());
    Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> open = new HashMap<>();
    for (TopicPartition p : partitions) {
      OffsetAndMetadata at = committed.get(p);
      long next = Math.max(at == null ? 0 : at.offset(), starts.get(p));
      if (next < ends.get(p)) {
        open.put(p, next);
      }
    }
    Waiting sum = Waiting.NOTHING;
    for (Map.Entry<TopicPartition, Long> e : open.entrySet()) {
      sum = sum.and(waiting(e.getKey(), e.getValue(), ends.get(e.getKey())));
    }
    return sum;
  }

  /** Whether the group has never committed anything. */
  boolean unused(String group) throws Exception {
    return committed(group).isEmpty();
  }

  /** Ends are those that a reader of committed records sees. */
  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
      throws Exception {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    partitions.forEach(p -> specs.put(p, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(specs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .forEach((p, info) -> offsets.put(p, info.offset()));
    return offsets;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .forEach(
            (p, o) -> {
              if (o != null) {
                offsets.put(p, o);
              }
            });
    return offsets;
  }

  /** What waits in a partition from an offset to the end. */
  Waiting waiting(TopicPartition partition, long next, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, next);
    long seenMs = Long.MAX_VALUE;
    for (int i = 0; i < POLLS_MAX && consumer.position(partition) < end; i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.headers().lastHeader("telemetry-control") == null) {
          return new Waiting(end - record.offset(), arrival(record));
        }
        seenMs = record.timestamp();
      }
    }
    long left = end - consumer.position(partition);
    return left > 0 ? new Waiting(left, seenMs) : Waiting.NOTHING;
  }

  private static long arrival(ConsumerRecord<byte[], byte[]> record) {
    Header arrival = record.headers().lastHeader("telemetry-arrival");
    return arrival == null
        ? record.timestamp()
        : Long.parseLong(new String(arrival.value(), StandardCharsets.UTF_8));
  }
}
