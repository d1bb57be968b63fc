// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.Topic;
import backbone.service.Health.State;
import backbone.service.Part;
import backbone.service.Settings;
import backbone.streams.jobs.JobsPart;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part as it runs in production: real broker, real registry, real engine. */
class JobsPartIT {

  private static final String LINE =
      "{\"@timestamp\":\"2026-01-02T03:04:05Z\",\"log.level\":\"ERROR\",\"message\":\"user"
          + " jane.doe@example.com from 203.0.113.77\",\"service.name\":\"auth-service\"}";

  @TempDir Path folder;

  @Test
  void lineBecomesAMaskedEvent_andTheJobsWaitForTheirTopics() throws Exception {
    try (RealKafka kafka = RealKafka.started();
        RealRegistry registry = RealRegistry.started();
        Part part = part(kafka, registry)) {
      part.start();
      registry.registerCatalogue();
      Eventually.await(
          "clear line about topics",
          () -> part.health().detail().contains("Run `./backbone topics apply`"));
      kafka.create(Catalogue.topics());
      Topics topics = new Topics(kafka, Topic.PREFIX_DEFAULT, Catalogue.PARTITIONS_DEFAULT);
      Eventually.await("healthy jobs", () -> part.health().state() == State.HEALTHY);

      LogEvent event = AvroCodec.logEvents(registry.client(), "any").decode(roundTrip(topics));

      assertThat(event.getServiceName()).isEqualTo("auth-service");
      assertThat(event.getLevel()).isEqualTo("error");
      assertThat(event.toString()).doesNotContain("jane.doe", "203.0.113.77");
      assertThat(event.getEnv() + event.getRegion()).isEqualTo("prodkr");
      assertThat(((Map<?, ?>) part.health().facts().get("jobs")).keySet())
          .hasToString("[normalize-logs, normalize-spans, sample-traces, derive-metrics]");
      long closing = System.nanoTime();
      part.close();
      assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(8));
    }
  }

  private Part part(RealKafka kafka, RealRegistry registry) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("jobs.yaml"),
            """
            kafka.bootstrap.servers: %s
            jobs:
              registry.urls: %s
              state.dir: %s
              entrances:
                - {topic: %s, env: prod, region: kr}
            """
                .formatted(
                    kafka.bootstrap(),
                    registry.url(),
                    folder.resolve("state"),
                    Catalogue.LOGS_RAW.name()));
    JobsPart factory = new JobsPart();
    return factory.create(
        Settings.load(factory, file, Map.of(), Map.of()), new PrometheusRegistry());
  }

  private static byte[] roundTrip(Topics topics) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = topics.producer();
        KafkaConsumer<byte[], byte[]> reader = topics.normalized()) {
      Topics.send(producer, List.of(new ProducerRecord<>(topics.raw(), LINE.getBytes(UTF_8))));
      Eventually.await(
          "event",
          () -> {
            Topics.drain(reader, seen);
            return seen.stream().anyMatch(r -> r.value() != null);
          });
    }
    return seen.stream().filter(r -> r.value() != null).findFirst().orElseThrow().value();
  }
}
