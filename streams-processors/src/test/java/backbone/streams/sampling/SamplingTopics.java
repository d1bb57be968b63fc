// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.streams.sampling.Traces.Piece;
import backbone.testkit.RealKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one run, under a prefix of its own. */
record SamplingTopics(RealKafka kafka, String prefix, int partitions) {

  static SamplingTopics create(RealKafka kafka, String prefix, int partitions) throws Exception {
    kafka.createTopics(
        List.of(
            make(Catalogue.SPANS_RAW, prefix, Script.RAW_PARTITIONS),
            make(Catalogue.SPANS_NORMALIZED, prefix, partitions),
            make(Catalogue.SPANS_SAMPLED, prefix, partitions),
            make(Catalogue.SAMPLING_DECISIONS, prefix, partitions)));
    return new SamplingTopics(kafka, prefix, partitions);
  }

  private static NewTopic make(Topic topic, String prefix, int partitions) {
    return new NewTopic(topic.name(prefix), partitions, (short) 1).configs(topic.configs());
  }

  String raw() {
    return Catalogue.SPANS_RAW.name(prefix);
  }

  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("linger.ms", 5);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  ProducerRecord<byte[], byte[]> record(int partition, Piece piece) {
    return new ProducerRecord<>(
        Catalogue.SPANS_NORMALIZED.name(prefix),
        partition,
        null,
        piece.key(),
        piece.value(),
        piece.headers());
  }

  KafkaConsumer<byte[], byte[]> sampled() {
    return reader(Catalogue.SPANS_SAMPLED);
  }

  KafkaConsumer<byte[], byte[]> decisions() {
    return reader(Catalogue.SAMPLING_DECISIONS);
  }

  /** Follows a topic from its beginning, committed records only. */
  private KafkaConsumer<byte[], byte[]> reader(Topic topic) {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, partitions)
            .mapToObj(p -> new TopicPartition(topic.name(prefix), p))
            .toList());
    return consumer;
  }

  /** What has come since the last call. */
  static List<ConsumerRecord<byte[], byte[]>> drain(KafkaConsumer<byte[], byte[]> consumer) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    return records;
  }
}
