// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads held records from the raw topic with a consumer of its own that belongs to no group and is
 * closed behind the last one. They lie within some seconds of arrival, so all between is read too.
 */
final class HeldRecordsReader implements HeldRecords {

  private static final int POLL_RECORDS_MAX = 5_000;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ASK = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofMillis(500);

  /** Well below what Kafka grants a thread between two polls. */
  private static final Duration READ_MAX = Duration.ofSeconds(60);

  private final Function<TopicPartition, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>>
      consumers;
  private final Duration silenceMax;

  /**
   * Makes a reader without I/O.
   *
   * @param consumers make what reads a partition
   * @param silenceMax how long it waits for the next records
   */
  HeldRecordsReader(
      Function<TopicPartition, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>>
          consumers,
      Duration silenceMax) {
    this.consumers = consumers;
    this.silenceMax = silenceMax;
  }

  /**
   * Makes the reader of a job without I/O.
   *
   * @param kafka settings of every client
   * @param application application id of the job
   */
  static HeldRecordsReader of(Map<String, Object> kafka, String application) {
    Map<String, Object> own = new HashMap<>(kafka);
    own.keySet().removeAll(List.of("group.id", "group.instance.id", "transactional.id"));
    own.keySet().removeIf(key -> key.startsWith("producer."));
    own.put("isolation.level", "read_committed");
    own.put("auto.offset.reset", "none");
    own.put("enable.auto.commit", false);
    own.put("allow.auto.create.topics", false);
    own.put("max.poll.records", POLL_RECORDS_MAX);
    return new HeldRecordsReader(
        partition -> {
          Map<String, Object> config = new HashMap<>(own);
          config.put("client.id", application + "-held-" + partition);
          return new KafkaConsumer<>(
              config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        },
        ASK);
  }

  @Override
  public void read(
      TopicPartition partition,
      NavigableSet<Long> offsets,
      Consumer<ConsumerRecord<byte[], byte[]>> to) {
    var consumer = consumers.apply(partition);
    try {
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      Long first = offsets.ceiling(consumer.beginningOffsets(one, ASK).get(partition));
      if (first != null) {
        consumer.seek(partition, first);
        long end = consumer.endOffsets(one, ASK).get(partition); // sooner if made anew
        Reading reading = new Reading(partition, offsets, to);
        readTo(Math.min(offsets.last() + 1, end), consumer, reading);
      }
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE));
    }
  }

  /** What is read, and for whom. */
  private record Reading(
      TopicPartition partition,
      NavigableSet<Long> offsets,
      Consumer<ConsumerRecord<byte[], byte[]>> to) {

    void take(ConsumerRecord<byte[], byte[]> record) {
      if (offsets.contains(record.offset())) {
        to.accept(record);
      }
    }
  }

  private void readTo(
      long end,
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Reading reading) {
    long begun = System.nanoTime();
    long moved = begun;
    long at = consumer.position(reading.partition(), ASK);
    while (at < end) {
      consumer.poll(POLL).forEach(reading::take);
      long before = at;
      at = consumer.position(reading.partition(), ASK);
      long now = System.nanoTime();
      moved = at > before ? now : moved;
      if (now - moved > silenceMax.toNanos() || now - begun > READ_MAX.toNanos()) {
        throw new TimeoutException(
            "Held lines are to be read again from "
                + reading.partition()
                + ", but the cluster has given them only up to offset "
                + at
                + " of "
                + end
                + ".");
      }
    }
  }
}
