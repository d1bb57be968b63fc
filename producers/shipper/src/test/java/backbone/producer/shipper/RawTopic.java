// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.schema.Catalogue;
import backbone.testkit.RealKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a real broker has in the topic of raw lines. */
final class RawTopic {

  private RawTopic() {}

  /** Where each partition ends now, so that a reader need not begin with what others wrote. */
  static Map<TopicPartition, Long> ends(RealKafka kafka) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      return consumer.endOffsets(partitions(consumer));
    }
  }

  /** All records from these offsets on, of partitions without one from their beginning. */
  static List<ProducerRecord<byte[], byte[]>> records(
      RealKafka kafka, Map<TopicPartition, Long> from) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      Set<TopicPartition> all = partitions(consumer);
      consumer.assign(all);
      all.forEach(p -> consumer.seek(p, from.getOrDefault(p, 0L)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                r ->
                    records.add(
                        new ProducerRecord<>(r.topic(), null, r.key(), r.value(), r.headers())));
      }
    }
    return records;
  }

  private static Set<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(Catalogue.LOGS_RAW.name()).stream()
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .collect(Collectors.toSet());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(RealKafka kafka) {
    return new KafkaConsumer<>(
        kafka.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
