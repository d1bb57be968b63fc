// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.MaskKeys;
import backbone.engine.rules.Timeline;
import backbone.engine.sample.PolicySet;
import backbone.engine.sample.PolicyTimes;
import backbone.schema.Catalogue;
import backbone.service.Health;
import backbone.streams.JobsConfig;
import backbone.streams.RunningJob;
import backbone.streams.rules.RuleText;
import backbone.streams.rules.RulesFollower;
import backbone.streams.rules.RulesPublisher;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of the job share the partitions, each with rules that it follows by itself; one is
 * started again on the way. Policies change twice: each trace is judged by those in force at its
 * first arrival, whoever judges it.
 */
class SamplingRulesIT {

  private static final int PARTITIONS = 4;
  private static final String PREFIX = "rules";

  private static final String FIRST =
      """
      policies:
        - {name: few, type: span_count, span_count: {max_spans: 2}}
        - {name: first, type: first_per_service, first_per_service: {traces: 40, per: 1h}}
      """;

  private static final String SECOND =
      """
      policies:
        - {name: new, type: new_operation}
        - {name: many, type: span_count, span_count: {min_spans: 3}}
        - {name: first, type: first_per_service, first_per_service: {traces: 60, per: 1h}}
      """;

  @TempDir Path folder;

  /** A job with its own rules, as one process has them. */
  private final class Instance implements AutoCloseable {
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final RulesFollower rules;
    private final RunningJob job;

    Instance(RealKafka kafka, String name) throws Exception {
      Path state = Files.createDirectories(folder.resolve(name));
      rules = new RulesFollower(kafka.client(), PREFIX, metrics, MaskKeys.none());
      JobsConfig config =
          SamplingMain.config(kafka.bootstrap(), PREFIX, state, Duration.ofMillis(Script.WAIT_MS));
      job =
          new RunningJob(
              config,
              new SampleTraces(
                  config,
                  new SampleTraces.Judging(PolicySet.standard(), rules),
                  Lives.FakeEncoder::new,
                  metrics));
      job.start();
    }

    boolean ready() {
      return job.health().state() == Health.State.HEALTHY;
    }

    String facts() {
      return String.valueOf(job.health().facts().get("rules"));
    }

    double sum(String counter) {
      return metrics.scrape(counter::equals).stream()
          .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
          .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
          .sum();
    }

    @Override
    public void close() {
      job.close();
      rules.close();
    }
  }

  @Test
  void eachTraceIsJudgedByThePoliciesOfItsFirstArrival_whoeverJudgesIt() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      SamplingTopics topics = SamplingTopics.create(kafka, PREFIX, PARTITIONS);
      List<Instance> running = new ArrayList<>();
      try {
        running.add(new Instance(kafka, "a"));
        running.add(new Instance(kafka, "b"));
        Eventually.await("two instances", () -> running.stream().allMatch(Instance::ready));
        assertThat(running.get(0).facts()).contains(PolicySet.standard().version(), "in force");
        create(kafka);
        RulesPublisher.Outcome first = apply(kafka, FIRST, Instant.EPOCH);
        RulesPublisher.Outcome second = apply(kafka, SECOND, first.effective().plusSeconds(8));
        assertThat(first.effective()).isAfter(Instant.now().plusSeconds(20));
        assertThat(apply(kafka, "# as before\n" + SECOND, second.effective()).same()).isTrue();
        sendGarbage(kafka);
        Eventually.await(
            "rules read",
            () ->
                running.stream()
                    .allMatch(
                        one ->
                            one.sum("telemetry_rules_refused") == 2
                                && one.facts().contains(first.rules().version())
                                && one.facts().contains(second.rules().version())));

        prove(kafka, topics, running, List.of(first, second));
      } finally {
        running.forEach(Instance::close);
      }
    }
  }

  private void prove(
      RealKafka kafka,
      SamplingTopics topics,
      List<Instance> running,
      List<RulesPublisher.Outcome> applied)
      throws Exception {
    long startMs = applied.get(0).effective().toEpochMilli() - 8_000;
    Script script =
        new Script(
            new Random(5), new Script.Size(2_000, PARTITIONS, 24_000), topics.raw(), startMs);
    Timeline<PolicySet> timeline = timeline(applied);
    PolicyTimes policies = new PolicyTimes(PolicySet.standard(), () -> timeline);
    Script.Expected expected = Outcome.expected(script, PARTITIONS, policies);
    assertThat(expected.judges().values())
        .contains(PolicySet.standard().version())
        .contains(applied.get(0).rules().version(), applied.get(1).rules().version());
    try (ScriptSender sender = new ScriptSender(topics, script)) {
      sender.send(250);
      Eventually.await(
          "decisions of both",
          () -> running.stream().allMatch(one -> one.sum("telemetry_sampling_decisions") > 0));
      running.remove(1).close();
      sender.send(250);
      running.add(new Instance(kafka, "b"));
      Eventually.await("two instances again", () -> running.stream().allMatch(Instance::ready));
      sender.send(Integer.MAX_VALUE);
    }
    Outcome.read(topics, expected).isThat(expected);
  }

  private static Timeline<PolicySet> timeline(List<RulesPublisher.Outcome> applied) {
    return Timeline.of(
        applied.stream()
            .map(
                one ->
                    new Timeline.Entry<>(
                        one.effective().toEpochMilli(), (PolicySet) one.rules().rules()))
            .toList());
  }

  private static RulesPublisher.Outcome apply(RealKafka kafka, String text, Instant effective)
      throws Exception {
    try (RulesPublisher publisher = new RulesPublisher(kafka.client(), PREFIX, Clock.systemUTC())) {
      return publisher.publish(RuleText.read(text, "test"), effective, "").get(0);
    }
  }

  private static void create(RealKafka kafka) throws Exception {
    NewTopic topic =
        new NewTopic(Catalogue.RULES.name(PREFIX), 1, (short) 1).configs(Catalogue.RULES.configs());
    kafka.createTopics(List.of(topic));
  }

  private static void sendGarbage(RealKafka kafka) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String text : List.of("no JSON", "{\"name\":\"sampling\"}")) {
        byte[] bytes = text.getBytes(UTF_8);
        producer.send(new ProducerRecord<>(Catalogue.RULES.name(PREFIX), bytes, bytes)).get();
      }
    }
  }
}
