// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of all our jobs: producers that fence every transaction and tell of each commit, and
 * consumers that tell how far they are. The transactional id is made of the instance id, which
 * outlives the process, so that a restart after a kill ends the transaction that was left open
 * instead of waiting for its timeout.
 */
final class FencingClientSupplier implements KafkaClientSupplier {

  /** Between two polls a thread may wait for a cluster that is away, a minute for each request. */
  private static final Duration SILENCE_MIN = Duration.ofMinutes(5);

  private final String transactionalIdPrefix;
  private final Commits commits;
  private final Map<String, ThreadClients> threads = new ConcurrentHashMap<>();
  private volatile Duration silenceMax = SILENCE_MIN;

  /**
   * Makes the supplier of one run of a job.
   *
   * @param transactionalIdPrefix application id and instance id
   */
  FencingClientSupplier(String transactionalIdPrefix, Commits commits) {
    this.transactionalIdPrefix = transactionalIdPrefix;
    this.commits = commits;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    String thread = threadOf(config, "-producer");
    Map<String, Object> own = new HashMap<>(config);
    String index = thread.substring(thread.lastIndexOf('-') + 1);
    own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalIdPrefix + "-" + index);
    return new FencedProducer(own, clientsOf(thread), commits);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Object maxMs = config.get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
    if (maxMs != null) {
      Duration granted = Duration.ofMillis(Long.parseLong(maxMs.toString()));
      silenceMax = granted.compareTo(SILENCE_MIN) > 0 ? granted : SILENCE_MIN;
    }
    return new TrackedConsumer(config, clientsOf(threadOf(config, "-consumer")));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getRestoreConsumer(config);
  }

  /** How far the owner of a partition in this process has read it, or null. */
  ThreadClients.Read read(TopicPartition partition) {
    for (ThreadClients clients : threads.values()) {
      ThreadClients.Read read = clients.reads.get(partition);
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  /** Whether there are threads, and each has polled. */
  boolean polled() {
    return !threads.isEmpty() && threads.values().stream().allMatch(c -> c.polled);
  }

  /** {@link System#nanoTime} of the oldest last poll of any thread. */
  long lastPollNanos() {
    return threads.values().stream().mapToLong(c -> c.lastPollNanos).min().orElse(0);
  }

  /**
   * Tells of a thread that has not polled for longer than Kafka grants it. One that never has
   * counts from its birth.
   */
  Optional<String> stuck() {
    Duration silence = silence(System.nanoTime());
    return silence.compareTo(silenceMax) > 0
        ? Optional.of("a thread has not polled for " + silence.toSeconds() + " s")
        : Optional.empty();
  }

  private Duration silence(long now) {
    long nanos =
        threads.values().stream()
            .mapToLong(c -> now - (c.polled ? c.lastPollNanos : c.bornNanos))
            .max()
            .orElse(0);
    return Duration.ofNanos(nanos);
  }

  /** Whether no thread has a partition, so that there is nothing to commit. */
  boolean idle() {
    return threads.values().stream().allMatch(c -> c.reads.isEmpty());
  }

  /** {@link System#nanoTime} of the newest commit of any thread, or 0. */
  long lastCommitNanos() {
    return threads.values().stream().mapToLong(c -> c.lastCommitNanos).max().orElse(0);
  }

  /**
   * Whether every thread has polled, and committed what it read, within this many nanoseconds, and
   * has not just gone on after a longer stand.
   */
  boolean fresh(long withinNanos) {
    long now = System.nanoTime();
    return !threads.isEmpty() && threads.values().stream().allMatch(c -> c.fresh(now, withinNanos));
  }

  private ThreadClients clientsOf(String thread) {
    return threads.computeIfAbsent(thread, name -> new ThreadClients());
  }

  /** Kafka Streams names its clients after their thread. */
  private static String threadOf(Map<String, Object> config, String suffix) {
    String clientId = (String) config.get(CommonClientConfigs.CLIENT_ID_CONFIG);
    if (!clientId.endsWith(suffix)) {
      throw new IllegalStateException("bug: client id " + clientId + " does not end in " + suffix);
    }
    return clientId.substring(0, clientId.length() - suffix.length());
  }
}
