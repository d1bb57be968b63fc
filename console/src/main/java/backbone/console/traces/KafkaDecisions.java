// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import static java.nio.charset.StandardCharsets.US_ASCII;

import backbone.schema.AvroCodec;
import backbone.schema.Decision;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryException;
import backbone.schema.registry.RegistryUnavailableException;
import backbone.schema.registry.UnknownSchemaException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of decisions; connects when first asked. One question at a time. */
public final class KafkaDecisions implements Decisions {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaDecisions.class);
  private static final Duration LOOKING_MAX = Duration.ofSeconds(3);
  private static final long BUSY_SECONDS_MAX = 5;

  /** A decision is never earlier than its trace, but clocks differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final Map<String, Object> kafka;
  private final String topic;
  private final Optional<RegistryClient> registry;
  private final ReentrantLock turn = new ReentrantLock();
  private KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Makes a reader.
   *
   * @param kafka client settings with {@code bootstrap.servers}
   * @param topic full name
   * @param registry of the schemas; without it, it can only be told that there is a decision
   */
  public KafkaDecisions(
      Map<String, Object> kafka, String topic, Optional<RegistryClient> registry) {
    this.kafka = kafka;
    this.topic = topic;
    this.registry = registry;
  }

  @Override
  public Fate find(String traceId, Optional<Instant> at) {
    try {
      if (!turn.tryLock(BUSY_SECONDS_MAX, TimeUnit.SECONDS)) {
        return new Fate.Unknown("Other traces are being looked up. Ask again in a few seconds.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fate.Unknown("The console is stopping.");
    }
    try {
      return look(traceId.getBytes(US_ASCII), at);
    } catch (KafkaException e) {
      LOG.debug("The topic of decisions cannot be read now.", e);
      return new Fate.Unknown(
          "Kafka does not tell what sampling decided (%s). Ask again once it is back."
              .formatted(e.getClass().getSimpleName()));
    } catch (RegistryException | RegistryUnavailableException | UnknownSchemaException e) {
      return new Fate.Unknown(
          "There is a decision, but the schema registry does not help to read it: "
              + e.getMessage());
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (consumer != null) {
        consumer.close(
            org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
        consumer = null;
      }
    } finally {
      turn.unlock();
    }
  }

  private Fate look(byte[] key, Optional<Instant> at) {
    connect();
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      return new Fate.Unknown(
          "Topic %s is missing: tail sampling has not run here. Start the jobs.".formatted(topic));
    }
    var partition = new TopicPartition(topic, SearchPlan.partition(key, partitions.size()));
    consumer.assign(List.of(partition));
    PartitionScan scan = new PartitionScan(consumer, partition, LOOKING_MAX);
    Optional<PartitionScan.Found> found = scan.find(key, at.map(t -> t.minus(CLOCKS)));
    if (registry.isEmpty()) {
      return found.isEmpty()
          ? new Fate.Undecided(scan.lookedBackTo(), PartitionScan.WAIT_SECONDS_DEFAULT)
          : new Fate.Unknown(
              """
              Sampling decided at %s, but console.registry.urls is not set, so the decision cannot \
              be read. Set it.\
              """
                  .formatted(found.get().at()));
    }
    AvroCodec<Decision> codec = AvroCodec.decisions(registry.get(), topic);
    return found
        .map(f -> fate(codec.decode(f.value(), f.schemaReference())))
        .orElseGet(() -> new Fate.Undecided(scan.lookedBackTo(), scan.waitSeconds(codec)));
  }

  private static Fate fate(Decision decision) {
    Instant at = Instant.ofEpochMilli(decision.getDecidedUnixMilli());
    return decision.getKeep()
        ? new Fate.Kept(decision.getPolicy(), at)
        : new Fate.Dropped(decision.getPolicy(), at);
  }

  private void connect() {
    if (consumer == null) {
      Map<String, Object> config = new HashMap<>(kafka);
      config.put("isolation.level", "read_committed");
      config.put("allow.auto.create.topics", "false");
      config.put("default.api.timeout.ms", "3000");
      config.put("request.timeout.ms", "3000");
      config.put("max.partition.fetch.bytes", "4194304");
      config.put("max.poll.records", "20000");
      config.put("fetch.max.wait.ms", "50");
      consumer =
          new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
  }
}
