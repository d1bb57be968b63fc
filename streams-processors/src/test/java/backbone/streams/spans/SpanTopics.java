// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.service.RegistryAccess;
import backbone.streams.Entrance;
import backbone.streams.JobsConfig;
import backbone.testkit.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of spans under a prefix of their own, and who writes and reads them. */
record SpanTopics(RealKafka kafka, String prefix, int partitions) {

  private static final int RAW_BYTES_MAX = 16 << 20;

  static SpanTopics create(RealKafka kafka, String prefix, int partitions) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic :
        List.of(Catalogue.SPANS_RAW, Catalogue.SPANS_NORMALIZED, Catalogue.SPANS_DEAD)) {
      Map<String, String> config = new HashMap<>(topic.configs());
      if (topic.equals(Catalogue.SPANS_RAW)) {
        config.put("max.message.bytes", Integer.toString(RAW_BYTES_MAX));
      }
      int count = topic.equals(Catalogue.SPANS_DEAD) ? 1 : partitions;
      topics.add(new NewTopic(topic.name(prefix), count, (short) 1).configs(config));
    }
    kafka.createTopics(topics);
    return new SpanTopics(kafka, prefix, partitions);
  }

  String raw() {
    return Catalogue.SPANS_RAW.name(prefix);
  }

  String dead() {
    return Catalogue.SPANS_DEAD.name(prefix);
  }

  JobsConfig config(Path state) {
    return new JobsConfig(
        List.of(NormalizeSpans.NAME),
        List.of(new Entrance(raw(), Entrance.Signal.SPANS, "prod", "kr", null, null)),
        prefix,
        state,
        1,
        Duration.ofMillis(100),
        Duration.ofSeconds(6),
        Duration.ofDays(4),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        false,
        JobsConfig.Sampling.DEFAULT,
        RegistryAccess.of("http://127.0.0.1:1"),
        kafka.client());
  }

  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("max.request.size", RAW_BYTES_MAX);
    config.put("buffer.memory", 4 * RAW_BYTES_MAX);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Follows what is committed of the output and of the dead letters, from the beginning. */
  KafkaConsumer<byte[], byte[]> outputs() {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    String normalized = Catalogue.SPANS_NORMALIZED.name(prefix);
    consumer.assign(
        Stream.concat(
                IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(normalized, p)),
                Stream.of(new TopicPartition(dead(), 0)))
            .toList());
    return consumer;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return record.headers().lastHeader(name) == null
        ? null
        : new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
