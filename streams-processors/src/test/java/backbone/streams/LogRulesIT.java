// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.normalize.LogRules;
import backbone.engine.normalize.Normalizer;
import backbone.engine.parse.ParseRules;
import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.service.Health;
import backbone.streams.rules.RuleText;
import backbone.streams.rules.RulesFollower;
import backbone.streams.rules.RulesPublisher;
import backbone.streams.rules.RulesPublisher.Outcome;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules change three times while two processes share the partitions under load and are killed about
 * each change. What the raw topic holds says what must come out: each line by the rules in force
 * when its record arrived, once, whoever read it.
 */
@Order(2)
class LogRulesIT {

  private static final int PARTITIONS = 4;
  private static final int BATCH = 60;
  private static final int BATCH_MS = 40;
  private static final String ENDING = " from 203.0.113.77";

  private static final String FIRST =
      """
      parsing:
        formats:
          - {name: counted, when: {prefix: line}, dissect: 'line %{message}'}
        drop: {events: [{message: '7'}]}
      """;

  private static final String SECOND =
      """
      masking: {rules: {ipv4: tag}}
      parsing:
        drop: {events: [{message: line 8}]}
      """;

  /** Nobody has the key, so all go on with what was. */
  private static final String THIRD = "masking: {key: k9, rules: {ipv4: pseudonym}}";

  @TempDir Path folder;

  @Test
  void everyInstanceChangesOverAtTheSameRecord_whenRulesChangeUnderLoad() throws Exception {
    long seed = Long.getLong("proofs.seed", 0);
    System.out.println("LogRulesIT: seed " + seed);
    try (RealKafka kafka = RealKafka.started()) {
      Topics topics = Topics.create(kafka, "ruled-" + seed, PARTITIONS);
      kafka.createTopics(
          List.of(
              new NewTopic(Catalogue.RULES.name(topics.prefix()), 1, (short) 1)
                  .configs(Catalogue.RULES.configs())));
      prove(kafka, topics, new Random(seed));
    }
  }

  private void prove(RealKafka kafka, Topics topics, Random random) throws Exception {
    NavigableMap<Long, LogRules> rules = new TreeMap<>();
    rules.put(Long.MIN_VALUE, LogRules.STANDARD);
    Instant first = apply(kafka, topics, FIRST, Instant.EPOCH, rules);
    Instant second = apply(kafka, topics, SECOND, first.plusSeconds(7), rules);
    Instant third = apply(kafka, topics, THIRD, second.plusSeconds(4), rules);
    List<Instant> kills = List.of(near(first, random), near(second, random), near(third, random));

    load(kafka, topics, random, kills, third.plusSeconds(3));

    Map<String, String> expected = expected(topics, rules);
    assertThat(expected.values().stream().map(text -> text.substring(text.lastIndexOf('|'))))
        .as("versions that were in force at some record")
        .contains(version(rules.get(Long.MIN_VALUE)))
        .contains(version(rules.floorEntry(first.toEpochMilli()).getValue()))
        .contains(version(rules.floorEntry(second.toEpochMilli()).getValue()));
    settle(kafka, topics, expected);
  }

  /** Shortly before or after a change. */
  private static Instant near(Instant change, Random random) {
    return change.plusMillis(random.nextInt(3_000) - 1_500);
  }

  private void load(
      RealKafka kafka, Topics topics, Random random, List<Instant> kills, Instant until)
      throws Exception {
    FlakyShipper shipper = new FlakyShipper(topics.raw(), random, ENDING);
    List<JobProcess> jobs = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = topics.producer()) {
      for (String name : List.of("a", "b")) {
        jobs.add(start(kafka, topics, name));
      }
      int killed = 0;
      while (Instant.now().isBefore(until)) {
        Topics.send(producer, shipper.next(BATCH));
        TimeUnit.MILLISECONDS.sleep(BATCH_MS);
        if (killed < kills.size() && Instant.now().isAfter(kills.get(killed))) {
          int which = killed % jobs.size();
          jobs.get(which).kill();
          jobs.set(which, start(kafka, topics, which == 0 ? "a" : "b"));
          killed++;
        }
      }
      assertThat(killed).isEqualTo(kills.size());
    } finally {
      for (JobProcess job : jobs) {
        job.close();
      }
    }
  }

  private JobProcess start(RealKafka kafka, Topics topics, String name) throws Exception {
    Path state = Files.createDirectories(folder.resolve(name));
    return JobProcess.start(kafka.bootstrap(), topics.prefix(), state, name, JobMain.Mode.RULED);
  }

  /** A last instance reads to the end; then what is there is compared, and its books. */
  private void settle(RealKafka kafka, Topics topics, Map<String, String> expected)
      throws Exception {
    PrometheusRegistry metrics = new PrometheusRegistry();
    Path state = Files.createDirectories(folder.resolve("a"));
    try (RulesFollower follower =
            new RulesFollower(kafka.client(), topics.prefix(), metrics, MaskKeys.none());
        StreamsJob last =
            JobMain.ruled(
                JobMain.config(kafka.bootstrap(), topics.prefix(), state, "last"),
                metrics,
                follower)) {
      last.start();
      List<String> found = new ArrayList<>();
      try (KafkaConsumer<byte[], byte[]> reader = topics.normalized()) {
        try {
          Eventually.await(
              expected.size() + " events", () -> read(reader, found) >= expected.size());
        } catch (AssertionError e) {
          // Which are missing tells more than how many.
          assertThat(new TreeMap<>(byOrigin(found))).isEqualTo(new TreeMap<>(expected));
          throw e;
        }
        for (int i = 0; i < 10; i++) {
          read(reader, found);
        }
      }
      assertThat(found).hasSize(expected.size());
      assertThat(new TreeMap<>(byOrigin(found))).isEqualTo(new TreeMap<>(expected));
      Eventually.await("books in full", () -> KillIT.gauge(metrics, "emitted") == expected.size());
      assertThat(KillIT.gauge(metrics, null)).isZero();
      Health health = follower.tellMasks(Health.healthy("runs"));
      assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
      assertThat(health.detail()).contains("jobs.masking.keys.k9");
    }
  }

  private static int read(KafkaConsumer<byte[], byte[]> reader, List<String> found) {
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
      if (record.value() != null) {
        found.add(new String(record.value(), UTF_8));
      }
    }
    return found.size();
  }

  /** As the test's encoder writes them: origin, arrival, labels, message, version. */
  private static Map<String, String> byOrigin(List<String> events) {
    Map<String, String> byOrigin = new HashMap<>();
    for (String event : events) {
      String[] parts = event.split("\\|", -1);
      byOrigin.put(parts[0], parts[1] + "|" + parts[3] + "|" + parts[4]);
    }
    return byOrigin;
  }

  /** What the raw topic's records must become, by the first record of each origin. */
  private static Map<String, String> expected(Topics topics, NavigableMap<Long, LogRules> rules) {
    Map<LogRules, Normalizer> normalizers = new HashMap<>();
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, Boolean> seen = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long arrival = 0;
      for (ConsumerRecord<byte[], byte[]> record : raw(topics, partition)) {
        arrival = Math.max(arrival, record.timestamp());
        if (seen.put(Topics.header(record, TelemetryHeaders.ORIGIN), true) == null) {
          LogRules inForce = rules.floorEntry(arrival).getValue();
          Normalizer normalizer =
              normalizers.computeIfAbsent(inForce, r -> Normalizer.of(r, MaskKeys.none()));
          RawLine.events(record, arrival, normalizer)
              .forEach(
                  event ->
                      expected.put(
                          event.getOriginId(),
                          event.getArrivalUnixMilli()
                              + "|"
                              + event.getMessage()
                              + "|"
                              + event.getRulesVersion()));
        }
      }
    }
    return expected;
  }

  private static List<ConsumerRecord<byte[], byte[]>> raw(Topics topics, int partition) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    TopicPartition place = new TopicPartition(topics.raw(), partition);
    try (KafkaConsumer<byte[], byte[]> reader = topics.normalized()) {
      reader.assign(List.of(place));
      reader.seekToBeginning(List.of(place));
      long end = reader.endOffsets(List.of(place)).get(place);
      while (reader.position(place) < end) {
        Topics.drain(reader, all);
      }
    }
    return all;
  }

  private static String version(LogRules rules) {
    return "|" + Normalizer.of(rules, MaskKeys.none()).rulesVersion();
  }

  /** Publishes a file, and notes what is then in force where no key is missing. */
  private static Instant apply(
      RealKafka kafka,
      Topics topics,
      String text,
      Instant effective,
      NavigableMap<Long, LogRules> rules)
      throws Exception {
    try (RulesPublisher publisher =
        new RulesPublisher(kafka.client(), topics.prefix(), Clock.systemUTC())) {
      List<Outcome> outcomes = publisher.publish(RuleText.read(text, "test"), effective, "");
      LogRules then = rules.lastEntry().getValue();
      for (Outcome outcome : outcomes) {
        Object section = outcome.rules().rules();
        if (section instanceof MaskRules masks && masks.keys().isEmpty()) {
          then = new LogRules(masks, then.parse());
        } else if (section instanceof ParseRules parse) {
          then = new LogRules(then.masks(), parse);
        }
      }
      Instant from = outcomes.get(0).effective();
      rules.put(from.toEpochMilli(), then);
      return from;
    }
  }
}
