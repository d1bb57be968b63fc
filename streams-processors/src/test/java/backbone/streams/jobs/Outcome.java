// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.MetricMinute;
import backbone.schema.TelemetryHeaders;
import backbone.schema.Topic;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the jobs have written, committed records only: how often each raw record is in it. */
final class Outcome implements AutoCloseable {

  private static final List<Topic> TOPICS =
      List.of(
          Catalogue.LOGS_NORMALIZED,
          Catalogue.SPANS_NORMALIZED,
          Catalogue.SPANS_SAMPLED,
          Catalogue.METRICS_MINUTES,
          Catalogue.LOGS_DEAD,
          Catalogue.SPANS_DEAD);

  private final KafkaConsumer<byte[], byte[]> reader;
  private final AvroCodec<MetricMinute> minutes;
  private final Map<String, Map<String, Integer>> seen = new HashMap<>();
  private final Map<String, MetricMinute> newest = new HashMap<>();

  Outcome(RealKafka kafka, RealRegistry registry) {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    reader = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    reader.assign(TOPICS.stream().flatMap(Outcome::partitions).toList());
    minutes = AvroCodec.metricMinutes(registry.client(), Catalogue.METRICS_MINUTES.name());
  }

  private static Stream<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(p -> new TopicPartition(topic.name(), p));
  }

  /** Takes what has come since the last call. */
  Outcome read() {
    reader.poll(Duration.ofMillis(100)).forEach(this::take);
    return this;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Catalogue.METRICS_MINUTES.name())) {
      minute(record);
    } else if (record.value() != null) {
      String raw = new String(record.headers().lastHeader(TelemetryHeaders.RAW).value(), UTF_8);
      of(record.topic()).merge(raw, 1, Integer::sum);
    }
  }

  private void minute(ConsumerRecord<byte[], byte[]> record) {
    MetricMinute minute = minutes.decode(record.value());
    String part =
        new String(record.key(), UTF_8) + minute.getStartUnixMilli() + "/" + minute.getPart();
    newest.merge(part, minute, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
  }

  /** How often each raw record is in a topic. */
  Map<String, Integer> of(Topic topic) {
    return of(topic.name());
  }

  private Map<String, Integer> of(String topic) {
    return seen.computeIfAbsent(topic, name -> new TreeMap<>());
  }

  /** Sum of a counter over all minutes. */
  long counted(String metric) {
    return newest.values().stream()
        .filter(minute -> minute.getName().equals(metric))
        .mapToLong(MetricMinute::getCount)
        .sum();
  }

  /** Each raw record once. */
  static Map<String, Integer> once(Collection<Future<RecordMetadata>> sent) throws Exception {
    Map<String, Integer> once = new TreeMap<>();
    for (Future<RecordMetadata> one : new ArrayList<>(sent)) {
      RecordMetadata at = one.get();
      once.put(at.topic() + "/" + at.partition() + "/" + at.offset(), 1);
    }
    return once;
  }

  @Override
  public void close() {
    reader.close();
  }
}
