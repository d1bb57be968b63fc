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

/** All that a real broker has in the topic of raw lines. */
final class RawTopic {

  private RawTopic() {}

  static List<ProducerRecord<byte[], byte[]>> records(RealKafka kafka) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String topic = Catalogue.LOGS_RAW.name();
      Set<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .collect(Collectors.toSet());
      consumer.assign(all);
      consumer.seekToBeginning(all);
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
}
