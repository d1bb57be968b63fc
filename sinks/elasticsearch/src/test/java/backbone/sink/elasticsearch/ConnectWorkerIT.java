// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.testkit.Eventually;
import backbone.testkit.RealConnect;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plug-in as it ships, in a real worker that is killed, on a real broker. */
final class ConnectWorkerIT {

  private static final String SINK = "es-sink";
  private static final int EVENTS = 12_000;
  private static final int PER_TRANSACTION = 300;
  private static final int POISON_EVERY = 1_000;
  private static final Duration LONG = Duration.ofMinutes(2);

  private static Rig rig;
  private static RealKafka kafka;
  private static RealConnect connect;
  private static int next = 3_000_000;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.shared();
    kafka = RealKafka.started();
    kafka.create(List.of(Catalogue.LOGS_NORMALIZED, Catalogue.SINKS_DEAD));
    Path plugins = Path.of(System.getProperty("basedir", "."), "target", "plugin");
    connect = RealConnect.started(kafka.bootstrap(), plugins.toAbsolutePath());
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable server : new AutoCloseable[] {connect, kafka}) {
      try {
        if (server != null) {
          server.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void refusesAConnector_thatWouldReadUncommittedRecords() {
    Map<String, String> config = config();
    config.remove("consumer.override.isolation.level");
    assertThatThrownBy(() -> connect.put("wrong", json(config)))
        .hasMessageContaining("Set it to read_committed");
  }

  @Test
  void storesEveryOriginOnceAndCommitsAll_whenTheWorkerIsKilled() {
    Seeds.forEach(
        (random, seed) -> {
          next += Index.MANY * 2;
          int first = next;
          connect.put(SINK, json(config()));
          try (Input input = new Input(kafka.client(), rig.codec)) {
            produceAndKill(random, first, input);
            input.end();
          }
          Eventually.await("commit of all", LONG, ConnectWorkerIT::allCommitted);
          assertThat(rig.index.offsets(first, Index.MANY))
              .isEqualTo(expected(first, first + Index.MANY));
          assertThat(rig.index.offsets(first + Index.MANY, Index.MANY))
              .isEqualTo(expected(first + Index.MANY, first + EVENTS));
          assertThat(dead(first)).isEqualTo(poisons(first));
        });
  }

  /** Twice: half of the events, and kill -9 as soon as a drawn number of them is there. */
  private static void produceAndKill(Random random, int first, Input input) throws Exception {
    for (int half = 0; half < 2; half++) {
      int from = half * EVENTS / 2;
      for (int number = from; number < from + EVENTS / 2; number += PER_TRANSACTION) {
        produce(random, first, number, input);
      }
      int seen = from + random.nextInt(EVENTS / 4);
      Eventually.await("documents", LONG, () -> rig.index.hits(range(first)) > seen);
      connect.kill();
      System.out.println("Killed the worker. documents=" + rig.index.hits(range(first)));
      connect.start();
      connect.put(SINK, json(config()));
    }
  }

  private static void produce(Random random, int first, int from, Input input) throws Exception {
    List<LogEvent> events = new ArrayList<>();
    for (int i = from; i < from + PER_TRANSACTION; i++) {
      int number = first + i;
      events.add(poison(number) ? Events.poison(number, "x") : Events.event(number));
    }
    input.send(events, true);
    if (random.nextInt(5) == 0) {
      input.send(List.of(Events.event(first + EVENTS + from / 2)), false);
    }
  }

  private static String range(int first) {
    return "{\"range\":{\"log.offset\":{\"gte\":" + first + ",\"lt\":" + (first + EVENTS) + "}}}";
  }

  private static Map<String, String> config() {
    Map<String, String> config = new HashMap<>(rig.props());
    config.put("name", SINK);
    config.put("connector.class", ElasticsearchSinkConnector.class.getName());
    config.put("tasks.max", "2");
    config.put("topics", Input.TOPIC);
    config.put("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", Catalogue.SINKS_DEAD.name());
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("consumer.override.isolation.level", "read_committed");
    config.put("consumer.override.session.timeout.ms", "6000");
    return config;
  }

  private static String json(Map<String, String> config) throws JsonProcessingException {
    Map<String, String> named = new HashMap<>(config);
    named.remove("name");
    return new ObjectMapper().writeValueAsString(named);
  }

  private static boolean allCommitted() throws Exception {
    try (Admin admin = Admin.create(kafka.client())) {
      Map<TopicPartition, Long> committed = new HashMap<>();
      admin
          .listConsumerGroupOffsets("connect-" + SINK)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> committed.put(partition, offset.offset()));
      Map<TopicPartition, OffsetSpec> latest =
          IntStream.range(0, Input.PARTITIONS)
              .mapToObj(p -> new TopicPartition(Input.TOPIC, p))
              .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin.listOffsets(latest).all().get().forEach((p, end) -> ends.put(p, end.offset()));
      return committed.equals(ends);
    }
  }

  /** Coordinates are a dead letter's identity: a repeat after a kill is legal and counts once. */
  private static Set<String> dead(int first) {
    Map<String, Object> settings = new HashMap<>(kafka.client());
    Set<String> origins = new TreeSet<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition dead = new TopicPartition(Catalogue.SINKS_DEAD.name(), 0);
      consumer.assign(List.of(dead));
      consumer.seekToBeginning(List.of(dead));
      long end = consumer.endOffsets(List.of(dead)).get(dead);
      while (consumer.position(dead) < end) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
          origins.add(rig.codec.decode(letter.value()).getOriginId());
        }
      }
    }
    origins.retainAll(
        IntStream.range(first, first + Index.MANY * 2)
            .mapToObj(i -> Events.event(i).getOriginId())
            .toList());
    return origins;
  }

  private static Set<String> poisons(int first) {
    return IntStream.range(first, first + EVENTS)
        .filter(ConnectWorkerIT::poison)
        .mapToObj(i -> Events.event(i).getOriginId())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean poison(int number) {
    return number % POISON_EVERY == 7;
  }

  private static List<Integer> expected(int from, int to) {
    return IntStream.range(from, to).filter(n -> !poison(n)).boxed().toList();
  }
}
