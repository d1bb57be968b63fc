// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.trial;

import backbone.engine.normalize.RawLog;
import backbone.streams.logs.RawRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The newest records of a topic, in equal shares of its partitions. Only reads: it is in no group
 * and commits nothing.
 */
public final class TopicSample {

  /** Records of a sample, at most. */
  public static final int RECORDS_MAX = 100_000;

  private static final long BYTES_MAX = 128L << 20;
  private static final Duration WAIT_MAX = Duration.ofSeconds(20);

  private final Map<String, Object> kafka;
  private final String topic;

  /** Makes a sample without I/O; {@code kafka} are settings of every Kafka client. */
  public TopicSample(Map<String, Object> kafka, String topic) {
    this.topic = topic;
    this.kafka = new HashMap<>(kafka);
    this.kafka.keySet().removeAll(List.of("group.id", "group.instance.id", "transactional.id"));
    this.kafka.put("client.id", "backbone-sample");
    this.kafka.put("isolation.level", "read_committed");
    this.kafka.put("auto.offset.reset", "none");
    this.kafka.put("enable.auto.commit", false);
    this.kafka.put("allow.auto.create.topics", false);
  }

  /**
   * Reads.
   *
   * @throws IOException when the topic is not there or cannot be read
   */
  public List<RawLog> read(int records) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<RawLog> sample = read(consumer, records);
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      return sample;
    } catch (KafkaException e) {
      throw new IOException(topic + " cannot be read: " + e.getMessage(), e);
    }
  }

  private List<RawLog> read(KafkaConsumer<byte[], byte[]> consumer, int records)
      throws IOException {
    List<PartitionInfo> infos = consumer.partitionsFor(topic, WAIT_MAX);
    if (infos.isEmpty()) {
      throw new IOException(topic + " does not exist. Name a topic of raw logs.");
    }
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, WAIT_MAX);
    seek(consumer, ends, records);
    return poll(consumer, ends);
  }

  /** What a partition lacks of its share, the others give. */
  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, int records) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet(), WAIT_MAX);
    List<TopicPartition> bySize = new ArrayList<>(ends.keySet());
    bySize.sort((a, b) -> Long.compare(ends.get(a) - begins.get(a), ends.get(b) - begins.get(b)));
    long left = records;
    for (int i = 0; i < bySize.size(); i++) {
      TopicPartition partition = bySize.get(i);
      long there = ends.get(partition) - begins.get(partition);
      long share = Math.min(there, (left + bySize.size() - i - 1) / (bySize.size() - i));
      consumer.seek(partition, ends.get(partition) - share);
      left -= share;
    }
  }

  private List<RawLog> poll(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends)
      throws IOException {
    RawRecords reader = new RawRecords(topic);
    List<RawLog> sample = new ArrayList<>();
    long bytes = 0;
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (ends.keySet().stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(topic + " could not be read in time. Try a smaller --sample.");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        boolean asked = record.offset() < ends.get(new TopicPartition(topic, record.partition()));
        bytes += record.value() == null ? 0 : record.value().length;
        if (asked && record.value() != null && bytes <= BYTES_MAX) {
          sample.add(reader.read(record));
        }
      }
    }
    return sample;
  }
}
