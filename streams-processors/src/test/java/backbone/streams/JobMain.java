// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.engine.mask.MaskKeys;
import backbone.schema.Catalogue;
import backbone.service.Health;
import backbone.service.RegistryAccess;
import backbone.streams.logs.FakeEngine;
import backbone.streams.logs.NormalizeLogs;
import backbone.streams.rules.Rules;
import backbone.streams.rules.RulesFollower;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.Topology;

/** normalize-logs in a process of its own that a test may freeze or kill. */
final class JobMain {

  private JobMain() {}

  /** How the process is made. */
  enum Mode {
    /** As in production. */
    REAL,
    /** Takes itself for up to date, so that it writes a watermark at once after it was frozen. */
    EAGER,
    /** The same with Kafka's own producer. */
    EAGER_UNFENCED,
    /** With the real engine, and the rules of the cluster. */
    RULED
  }

  /** Arguments: bootstrap servers, topic prefix, state folder, writer name, mode. */
  public static void main(String[] args) throws Exception {
    JobsConfig config = config(args[0], args[1], Path.of(args[2]), args[3]);
    try (StreamsJob job = job(config, new PrometheusRegistry(), Mode.valueOf(args[4]))) {
      job.start();
      new CountDownLatch(1).await();
    }
  }

  static JobsConfig config(String bootstrap, String prefix, Path folder, String writer) {
    Map<String, Object> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", bootstrap);
    kafka.put("producer.interceptor.classes", WriterMark.class.getName());
    kafka.put(WriterMark.NAME_CONFIG, writer);
    String raw = Catalogue.LOGS_RAW.name(prefix);
    return new JobsConfig(
        List.of(NormalizeLogs.NAME),
        List.of(new Entrance(raw, Entrance.Signal.LOGS, "prod", "kr", null, null)),
        prefix,
        folder,
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
        kafka);
  }

  /** With the real engine, by the rules of the cluster. */
  static StreamsJob ruled(JobsConfig config, PrometheusRegistry metrics, Rules rules)
      throws Exception {
    NormalizeLogs logs = new NormalizeLogs(config, FakeEngine::new, metrics, rules);
    String instance = InstanceId.open(config.stateFolder()).value();
    return new StreamsJob(logs.name(), new RunStarter(logs, config, instance));
  }

  static StreamsJob job(JobsConfig config, PrometheusRegistry metrics, Mode mode) throws Exception {
    if (mode == Mode.RULED) {
      return ruled(
          config,
          metrics,
          new RulesFollower(config.kafka(), config.prefix(), metrics, MaskKeys.none()));
    }
    NormalizeLogs logs =
        new NormalizeLogs(
            config,
            new NormalizeLogs.Engine(FakeEngine::new, FakeEngine::new),
            metrics,
            Rules.none());
    JobPlan plan = mode == Mode.REAL ? logs : new Eager(logs);
    String instance = InstanceId.open(config.stateFolder()).value();
    return new StreamsJob(
        plan.name(),
        mode == Mode.EAGER_UNFENCED
            ? unfenced(plan, config, instance)
            : new RunStarter(plan, config, instance));
  }

  private static RunStarter unfenced(JobPlan plan, JobsConfig config, String instance) {
    return new RunStarter(plan, config, instance) {
      @Override
      KafkaClientSupplier supplier(FencingClientSupplier clients) {
        return new Unfenced(clients);
      }
    };
  }

  /** A job to which every partition always seems fully read. */
  private record Eager(JobPlan plan) implements JobPlan {

    @Override
    public String name() {
      return plan.name();
    }

    @Override
    public List<String> inputs() {
      return plan.inputs();
    }

    @Override
    public List<String> outputs() {
      return plan.outputs();
    }

    @Override
    public void connect() {
      plan.connect();
    }

    @Override
    public Topology topology(Surroundings around) {
      InputProgress upToDate = (topic, partition, lastOffset) -> System.currentTimeMillis();
      return plan.topology(
          new Surroundings(around.topics(), upToDate, around.commits(), around.fresh()));
    }

    @Override
    public Health health(Health running) {
      return plan.health(running);
    }
  }

  /** Our consumers with Kafka's own producer. */
  private record Unfenced(FencingClientSupplier clients) implements KafkaClientSupplier {

    @Override
    public Admin getAdmin(Map<String, Object> config) {
      return clients.getAdmin(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
      return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
      return clients.getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
      return clients.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
      return clients.getGlobalConsumer(config);
    }
  }
}
