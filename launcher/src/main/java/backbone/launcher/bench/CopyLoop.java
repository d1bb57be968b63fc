// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The trivial loop: reads a topic and writes every value as it is to another, at least once, with
 * the batches and the fetches of our jobs. A process of its own, until it is stopped.
 */
public final class CopyLoop {

  private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private CopyLoop() {}

  /** Arguments: bootstrap servers, group, topic to read, topic to write. */
  public static void main(String[] args) throws Exception {
    Map<String, Object> reading =
        Map.of(
            "bootstrap.servers",
            args[0],
            "group.id",
            args[1],
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "max.poll.records",
            5_000,
            "max.partition.fetch.bytes",
            4 << 20,
            "fetch.min.bytes",
            100_000,
            "fetch.max.wait.ms",
            50);
    Map<String, Object> writing =
        Map.of(
            "bootstrap.servers",
            args[0],
            "linger.ms",
            20,
            "batch.size",
            256 << 10,
            "compression.type",
            "lz4");
    try (var consumer =
            new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var producer =
            new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
      consumer.subscribe(List.of(args[2]));
      copy(consumer, producer, args[3]);
    }
  }

  private static void copy(
      KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer, String out)
      throws Exception {
    long committed = System.nanoTime();
    Future<RecordMetadata> last = null;
    while (!Thread.currentThread().isInterrupted()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
      for (ConsumerRecord<byte[], byte[]> record : records) {
        last = producer.send(new ProducerRecord<>(out, record.key(), record.value()));
      }
      if (System.nanoTime() - committed > COMMIT_NANOS) {
        producer.flush();
        if (last != null) {
          last.get(); // throws when the broker has refused it
        }
        consumer.commitAsync();
        committed = System.nanoTime();
      }
    }
  }
}
