// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.SpanCursor;
import backbone.streams.metrics.TraceExamples.Example;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the newest of the topic of sampled spans, for examples. What it does not get to is passed
 * over, as one example is as good as another: no more than some 2,500 records a second are read.
 * Spans are in that topic by the transaction that decided to keep their trace.
 */
final class SampledSpans implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SampledSpans.class);
  private static final long PAUSE_MS = 200;
  private static final int RECORDS_PER_TURN = 500;
  private static final int BEHIND_MAX = 5_000;
  private static final int TRACE_ID_BYTES = 16;
  private static final int FETCH_BYTES_MAX = 1 << 20;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** After a failure, without a topic, and to learn of more partitions. */
  private static final long AGAIN_SECONDS = 10;

  private static final long PARTITIONS_SECONDS = 600;

  private final Map<String, Object> kafka;
  private final String topic;
  private final BiConsumer<Series, Example> taker;
  private final SpanCursor cursor = new SpanCursor();
  private final Owners owners = new Owners();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Thread thread;
  private volatile Consumer<byte[], byte[]> reading;

  /**
   * Makes a reader without I/O.
   *
   * @param kafka settings of every Kafka client
   * @param topic full name
   * @param taker is given each span with the series that it was counted in, on the reader's thread
   */
  SampledSpans(Map<String, Object> kafka, String topic, BiConsumer<Series, Example> taker) {
    this.kafka = kafka;
    this.topic = topic;
    this.taker = taker;
  }

  /** Starts to read, unless it does already. */
  synchronized void start() {
    if (thread == null) {
      thread = new Thread(this::run, "exemplars");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    Consumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private void run() {
    try {
      while (!closed.await(0, TimeUnit.SECONDS)) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
          reading = consumer;
          follow(consumer);
        } catch (WakeupException e) {
          return;
        } catch (RuntimeException e) {
          // Dots on a chart are missing; nothing that is counted is.
          LOG.debug("No exemplars for now. topic={}", topic, e);
        } finally {
          reading = null;
        }
        if (closed.await(AGAIN_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> own = new HashMap<>(kafka);
    own.keySet().removeAll(List.of("group.id", "group.instance.id", "transactional.id"));
    own.put("client.id", topic + "-exemplars");
    own.put("isolation.level", "read_committed");
    own.put("auto.offset.reset", "latest");
    own.put("enable.auto.commit", false);
    own.put("allow.auto.create.topics", false);
    own.put("max.poll.records", RECORDS_PER_TURN);
    own.put("fetch.max.bytes", FETCH_BYTES_MAX);
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, ANSWER).stream()
            .map(found -> new TopicPartition(topic, found.partition()))
            .toList();
    if (partitions.isEmpty()) {
      return;
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PARTITIONS_SECONDS);
    while (System.nanoTime() - until < 0 && !closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
      consumer.poll(POLL).forEach(this::read);
      if (behind(consumer, partitions) > BEHIND_MAX) {
        consumer.seekToEnd(partitions);
      }
    }
  }

  private static long behind(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
    return partitions.stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() != null) {
      read(record.value());
    }
  }

  /** Gives the spans of a record; those before a broken one are given. */
  void read(byte[] value) {
    cursor.reset(value, 0, value.length);
    try {
      while (cursor.next()) {
        if (cursor.traceIdBytes() == TRACE_ID_BYTES && cursor.spanIdBytes() == Long.BYTES) {
          taker.accept(SpanCounter.series(owners.of(value, cursor), cursor), example());
        }
      }
    } catch (MalformedOtlpException e) {
      LOG.debug("A record of sampled spans is broken. topic={}", topic, e);
    }
  }

  private Example example() {
    return new Example(
        hex(cursor.traceHigh()) + hex(cursor.traceLow()),
        hex(cursor.spanId()),
        Durations.between(cursor.startUnixNano(), cursor.endUnixNano()),
        TimeUnit.NANOSECONDS.toMillis(cursor.endUnixNano()));
  }

  private static String hex(long half) {
    String digits = Long.toHexString(half);
    return "0".repeat(Long.BYTES * 2 - digits.length()) + digits;
  }
}
