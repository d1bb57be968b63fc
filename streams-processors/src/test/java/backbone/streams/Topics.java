// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.testkit.RealKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one run, under a prefix of its own, and a reader of what is committed. */
record Topics(RealKafka kafka, String prefix, int partitions) {

  static Topics create(RealKafka kafka, String prefix, int partitions) throws Exception {
    kafka.createTopics(
        Stream.of(Catalogue.LOGS_RAW, Catalogue.LOGS_NORMALIZED, Catalogue.LOGS_DEAD)
            .map(topic -> make(topic, prefix, partitions))
            .toList());
    return new Topics(kafka, prefix, partitions);
  }

  private static NewTopic make(Topic topic, String prefix, int partitions) {
    return new NewTopic(topic.name(prefix), partitions, (short) 1).configs(topic.configs());
  }

  String raw() {
    return Catalogue.LOGS_RAW.name(prefix);
  }

  /** A line without origin. */
  ProducerRecord<byte[], byte[]> line(String text) {
    return new ProducerRecord<>(raw(), text.getBytes(UTF_8));
  }

  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        kafka.client(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends records and waits for the acknowledgement of each. */
  static void send(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records)
      throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(producer.send(record));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  /** Follows the normalized topic from its beginning, committed records only. */
  KafkaConsumer<byte[], byte[]> normalized() {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    String topic = Catalogue.LOGS_NORMALIZED.name(prefix);
    consumer.assign(
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
    return consumer;
  }

  /** All raw records, those of each partition in order. */
  List<ConsumerRecord<byte[], byte[]>> allRaw() {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> reader = normalized()) {
      for (int partition = 0; partition < partitions; partition++) {
        TopicPartition place = new TopicPartition(raw(), partition);
        reader.assign(List.of(place));
        reader.seekToBeginning(List.of(place));
        long end = reader.endOffsets(List.of(place)).get(place);
        while (reader.position(place) < end) {
          drain(reader, all);
        }
      }
    }
    return all;
  }

  /** Takes what has come since the last call. */
  static void drain(
      KafkaConsumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> into) {
    consumer.poll(Duration.ofMillis(100)).forEach(into::add);
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return record.headers().lastHeader(name) == null
        ? null
        : new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
