// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.streams.ThreadClients.Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The main consumer of a stream thread, which notes after each poll how far it is. */
final class TrackedConsumer extends KafkaConsumer<byte[], byte[]> {

  private static final String COORDINATOR = "consumer-coordinator-metrics";

  /** Answers to heartbeats and to the end of a rebalance, since the consumer was made. */
  private static final Set<String> ANSWERS = Set.of("heartbeat-total", "sync-total");

  private final ThreadClients clients;
  private final long standNanosMax;
  private final List<Metric> answers = new ArrayList<>();
  private double answered;

  TrackedConsumer(Map<String, Object> config, ThreadClients clients) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.clients = clients;
    Object sessionMs = config.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    standNanosMax =
        sessionMs == null
            ? Long.MAX_VALUE
            : TimeUnit.MILLISECONDS.toNanos(Long.parseLong(sessionMs.toString())) / 2;
    metrics()
        .forEach(
            (name, metric) -> {
              if (name.group().equals(COORDINATOR) && ANSWERS.contains(name.name())) {
                answers.add(metric);
              }
            });
    clients.consumer = this;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    Map<TopicPartition, Read> reads = new HashMap<>();
    for (TopicPartition partition : assignment()) {
      note(partition, records.records(partition), reads);
    }
    clients.reads = Map.copyOf(reads);
    long now = System.nanoTime();
    double heard = answered();
    if (heard != answered) {
      answered = heard;
      clients.heardNanos = now;
    }
    if (clients.polled && now - clients.lastPollNanos > standNanosMax) {
      clients.doubtedNanos = now;
    }
    clients.lastPollNanos = now;
    clients.polled = true;
    if (!records.isEmpty()) {
      clients.lastReadNanos = clients.lastPollNanos;
    }
    return records;
  }

  /**
   * How often the coordinator of the group has answered. Who is cut off from Kafka polls on and has
   * nothing to commit, so nothing else tells that its partitions may be another's by now.
   */
  private double answered() {
    return answers.stream()
        .mapToDouble(count -> ((Number) count.metricValue()).doubleValue())
        .sum();
  }

  private void note(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      Map<TopicPartition, Read> reads) {
    try {
      long position = position(partition, Duration.ZERO);
      Read before = clients.reads.get(partition);
      if (!records.isEmpty()) {
        long first = before == null ? records.get(0).offset() : before.first();
        reads.put(partition, new Read(position, first, records.get(records.size() - 1).offset()));
      } else if (before == null) {
        reads.put(partition, new Read(position, position, -1));
      } else {
        reads.put(partition, new Read(position, before.first(), before.delivered()));
      }
    } catch (TimeoutException e) {
      // The consumer does not know yet where to begin; a later poll will.
    }
  }
}
