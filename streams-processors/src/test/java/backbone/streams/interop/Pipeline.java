// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.interop;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.TelemetryHeaders;
import backbone.schema.Topic;
import backbone.service.Health.State;
import backbone.service.Part;
import backbone.service.Settings;
import backbone.streams.jobs.JobsPart;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Broker, registry and jobs, with topics of other tools as entrances. */
final class Pipeline implements AutoCloseable {

  static final int PARTITIONS = 2;

  private final RealKafka kafka;
  private final RealRegistry registry;
  private Part jobs;

  private Pipeline(RealKafka kafka, RealRegistry registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /** Starts all of it; jobs are settings below {@code jobs}, without their indentation. */
  static Pipeline started(Path folder, List<String> entrances, String settings) throws Exception {
    Pipeline pipeline = new Pipeline(RealKafka.started(), RealRegistry.started());
    try {
      pipeline.registry.registerCatalogue();
      pipeline.create(entrances);
      pipeline.run(folder, entrances, settings);
      return pipeline;
    } catch (Exception | Error e) {
      pipeline.close();
      throw e;
    }
  }

  String bootstrap() {
    return kafka.bootstrap();
  }

  RealRegistry registry() {
    return registry;
  }

  Part jobs() {
    return jobs;
  }

  private void create(List<String> entrances) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Catalogue.topics()) {
      int partitions = Math.min(PARTITIONS, topic.partitions());
      topics.add(new NewTopic(topic.name(), partitions, (short) 1).configs(topic.configs()));
    }
    for (String entrance : entrances) {
      topics.add(
          new NewTopic(entrance, PARTITIONS, (short) 1).configs(Catalogue.LOGS_RAW.configs()));
    }
    kafka.createTopics(topics);
  }

  private void run(Path folder, List<String> entrances, String settings) throws Exception {
    StringBuilder yaml = new StringBuilder();
    yaml.append("kafka.bootstrap.servers: ").append(kafka.bootstrap()).append("\njobs:\n");
    yaml.append("  registry.urls: ").append(registry.url()).append('\n');
    yaml.append("  state.dir: ").append(folder.resolve("state")).append('\n');
    yaml.append(settings.indent(2));
    yaml.append("  entrances:\n");
    yaml.append("    - {topic: telemetry.logs.raw, env: prod, region: kr}\n");
    yaml.append("    - {topic: telemetry.spans.raw, signal: spans, env: prod, region: kr}\n");
    for (String entrance : entrances) {
      yaml.append("    - {topic: ").append(entrance).append(", env: prod, region: kr}\n");
    }
    Path file = Files.writeString(folder.resolve("jobs.yaml"), yaml);
    JobsPart factory = new JobsPart();
    jobs =
        factory.create(Settings.load(factory, file, Map.of(), Map.of()), new PrometheusRegistry());
    jobs.start();
    Eventually.await("healthy jobs", () -> jobs.health().state() == State.HEALTHY);
  }

  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        kafka.client(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Follows a topic from its beginning, committed records only. */
  KafkaConsumer<byte[], byte[]> reader(Topic topic) {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    int partitions = Math.min(PARTITIONS, topic.partitions());
    consumer.assign(
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic.name(), p)).toList());
    return consumer;
  }

  /** Waits until the topic has this many records that are no watermarks; gives all it has. */
  List<ConsumerRecord<byte[], byte[]>> await(Topic topic, int count) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> reader = reader(topic)) {
      Eventually.await(
          count + " records in " + topic.name(),
          () -> {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
              if (record.value() != null) {
                seen.add(record);
              }
            }
            return seen.size() >= count;
          });
    }
    return seen;
  }

  /** Events by the place of the raw record that they were made of, in order. */
  Map<String, List<LogEvent>> events(int count) throws Exception {
    AvroCodec<LogEvent> codec = AvroCodec.logEvents(registry.client(), "any");
    Map<String, List<LogEvent>> events = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : await(Catalogue.LOGS_NORMALIZED, count)) {
      events
          .computeIfAbsent(header(record, TelemetryHeaders.RAW), place -> new ArrayList<>())
          .add(codec.decode(record.value()));
    }
    return events;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    try (registry;
        kafka) {
      if (jobs != null) {
        jobs.close();
      }
    }
  }
}
