// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.service.Health.State;
import backbone.service.Part;
import backbone.service.Settings;
import backbone.streams.jobs.JobsPart;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A canary of each masking rule in each place where a sensitive value may stand, through all jobs
 * on a real broker. Behind the raw topics none is found: not in any other topic, internal ones
 * included, nor in headers, keys, dead letters, state folders, metrics, health, or what the process
 * has printed.
 */
class CanaryIT {

  private static final Set<String> RAW =
      Set.of(Catalogue.LOGS_RAW.name(), Catalogue.SPANS_RAW.name());

  @TempDir Path folder;

  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private final Leaks leaks = new Leaks();
  private RealKafka kafka;

  @Test
  void noCanaryIsFound_behindTheRawTopics() throws Exception {
    long seed = Long.getLong("proofs.seed", System.nanoTime());
    System.out.println("CanaryIT seed " + seed + "; repeat with -Dproofs.seed=" + seed);
    try (Printed printed = Printed.captured();
        RealKafka broker = RealKafka.started();
        RealRegistry registry = RealRegistry.started()) {
      kafka = broker;
      registry.registerCatalogue();
      List<NewTopic> topics = new ArrayList<>();
      for (Topic topic : Catalogue.topics()) {
        topics.add(new NewTopic(topic.name(), 1, (short) 1).configs(topic.configs()));
      }
      broker.createTopics(topics);
      Part jobs = jobs(registry.url());
      try {
        jobs.start();
        Eventually.await("healthy jobs", () -> jobs.health().state() == State.HEALTHY);
        int logs = send(LogPlaces.all(), new Nest(new Random(seed)));
        int spans = send(SpanPlaces.all(), new Nest(new Random(seed + 1)));
        Eventually.await("all logs", () -> received("normalize-logs") >= logs);
        Eventually.await("all spans", () -> received("normalize-spans") >= spans);
        Eventually.await("samples", () -> written(Catalogue.SPANS_SAMPLED) > spans / 2);
        Eventually.await("minutes", () -> written(Catalogue.METRICS_MINUTES) > 0);
        leaks.scan(exposed().getBytes(UTF_8), "metrics");
        leaks.scan(jobs.health().toString().getBytes(UTF_8), "health");
      } finally {
        jobs.close();
      }
      files();
      topics();
      leaks.scan(printed.bytes(), "what was printed");
    }
    System.out.println("CanaryIT looked through " + leaks.bytes() + " bytes");
    leaks.found().forEach((planted, at) -> System.out.println("LEAK " + planted + " <- " + at));
    assertThat(leaks.found().keySet()).isEmpty();
    assertThat(leaks.bytes()).isGreaterThan(1_000_000);
  }

  private Part jobs(String registry) throws IOException {
    String yaml =
        """
        kafka.bootstrap.servers: %s
        jobs:
          registry.urls: %s
          state.dir: %s
          sampling.wait.ms: 300
          entrances:
            - {topic: telemetry.logs.raw, env: prod, region: kr}
            - {topic: telemetry.spans.raw, signal: spans, env: prod, region: kr}
        """
            .formatted(kafka.bootstrap(), registry, folder.resolve("state"));
    Path file = Files.writeString(folder.resolve("jobs.yaml"), yaml);
    JobsPart factory = new JobsPart();
    return factory.create(Settings.load(factory, file, Map.of(), Map.of()), metrics);
  }

  /** Plants one of each rule in each place; gives how many records that took. */
  private int send(Map<String, Function<Canary, ProducerRecord<byte[], byte[]>>> places, Nest nest)
      throws Exception {
    Map<String, Object> settings = new HashMap<>(kafka.client());
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (var place : places.entrySet()) {
        for (Canary canary : nest.eggs()) {
          if (!fits(canary, place.getKey())) {
            continue;
          }
          leaks.expectNowhere(canary, place.getKey());
          sent.add(producer.send(place.getValue().apply(canary)));
        }
      }
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    return sent.size();
  }

  /**
   * A name has no spaces, sixteen digits as a trace id are one, and four numbers as a version are
   * one.
   */
  private static boolean fits(Canary canary, String place) {
    return switch (place) {
      case "syslog host", "syslog tag" -> canary.text().indexOf(' ') < 0;
      case "trace id", "span id" -> !canary.rule().equals("card");
      case "JSON version" -> !canary.rule().equals("ipv4");
      default -> true;
    };
  }

  private long received(String job) {
    return metrics.scrape(name -> name.startsWith("telemetry_ledger_records")).stream()
        .flatMap(found -> found.getDataPoints().stream())
        .filter(point -> job.equals(point.getLabels().get("job")))
        .filter(point -> "received".equals(point.getLabels().get("fate")))
        .mapToLong(
            point ->
                (long)
                    ((io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot)
                            point)
                        .getValue())
        .sum();
  }

  private String exposed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, metrics.scrape());
    return out.toString(UTF_8);
  }

  private long written(Topic topic) throws Exception {
    try (KafkaConsumer<byte[], byte[]> reader = reader()) {
      List<TopicPartition> all = List.of(new TopicPartition(topic.name(), 0));
      return reader.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** All records of all topics but the raw ones, those of given up transactions included. */
  private void topics() throws Exception {
    Set<String> names;
    try (Admin admin = Admin.create(kafka.client())) {
      names =
          admin
              .listTopics(new org.apache.kafka.clients.admin.ListTopicsOptions().listInternal(true))
              .names()
              .get();
    }
    try (KafkaConsumer<byte[], byte[]> reader = reader()) {
      for (String name : names) {
        if (!RAW.contains(name)) {
          topic(name, reader);
        }
      }
    }
  }

  private void topic(String name, KafkaConsumer<byte[], byte[]> reader) {
    List<TopicPartition> partitions =
        reader.partitionsFor(name).stream()
            .map(found -> new TopicPartition(name, found.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> reader.position(p) < ends.get(p))) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
        String place = name + " at " + record.offset();
        leaks.scan(record.key(), place + ", key");
        leaks.scan(record.value(), place);
        record.headers().forEach(h -> leaks.scan(h.value(), place + ", header " + h.key()));
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> reader() {
    Map<String, Object> settings = new LinkedHashMap<>(kafka.client());
    settings.put("isolation.level", "read_uncommitted");
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        leaks.scan(Files.readAllBytes(file), "file " + folder.relativize(file));
      }
    }
  }
}
