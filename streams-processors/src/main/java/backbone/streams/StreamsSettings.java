// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * Kafka Streams' own settings for a job. Three layers: what measured best, over it what the user
 * gives as {@code kafka.*}, over it what our promises rest on.
 *
 * <p>Faults of records end in {@code process}, not in handlers: keys and values are read and
 * written as bytes, which cannot fail, and sizes are checked against the topic's limit before
 * sending. So whatever reaches a handler is a fault of the cluster or a bug, and ends the run.
 */
final class StreamsSettings {

  /** Others hear with their next heartbeat that an instance has left, and only then take over. */
  private static final int HEARTBEATS_PER_SESSION = 8;

  private static final long CACHE_BYTES = 16L << 20;

  private final String application;
  private final JobsConfig config;
  private final String instance;

  StreamsSettings(String job, JobsConfig config, String instance) {
    this.application = config.prefix() + "-" + job;
    this.config = config;
    this.instance = instance;
  }

  /** Prefix of the transactional ids, which the thread's number completes. */
  String transactionalIdPrefix() {
    return application + "-" + instance;
  }

  Map<String, Object> get() {
    Map<String, Object> all = new HashMap<>();
    tuned(all);
    all.putAll(config.kafka());
    fixed(all);
    return all;
  }

  private void tuned(Map<String, Object> all) {
    all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    all.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 16 << 20);
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 100_000);
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
    all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 5_000);
    // No job needs its topics in the order of time; watermarks tell what is complete. And while one
    // of them is idle, Streams would format a line for a log that is off with every record.
    all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
    all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
    all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
  }

  private void fixed(Map<String, Object> all) {
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    all.put(StreamsConfig.CLIENT_ID_CONFIG, application + "-" + instance);
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    all.put(StreamsConfig.STATE_DIR_CONFIG, config.stateFolder().resolve("streams").toString());
    all.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndContinueExceptionHandler.class);
    all.put("processing.exception.handler.global.enabled", true);
    // Records of a key belong in one partition, where the next job looks for them.
    all.remove(StreamsConfig.producerPrefix(ProducerConfig.PARTITIONER_CLASS_CONFIG));
    all.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    all.put(StreamsConfig.producerPrefix(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG), false);
    int sessionMs = (int) config.sessionTimeout().toMillis();
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), sessionMs);
    all.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        sessionMs / HEARTBEATS_PER_SESSION);
  }
}
