// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.streams.sampling.TrailQueue.Batch;
import backbone.streams.sampling.TrailQueue.Seek;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of the trail's thread: takes up what the tasks want, polls, hands over. A partition
 * whose queue is full is paused until half of it has been taken. Faults of the cluster are tried
 * again; a bug is handed to the tasks, which end with it.
 */
final class TrailFetcher implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(TrailFetcher.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration ASK = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofMillis(500);
  private static final long PAUSE_MS = 500;
  private static final long MARK_NANOS = 5_000_000_000L;

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Supplier<Consumer<byte[], byte[]>> markers;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<TopicPartition, Seek> applied = new HashMap<>();
  private final Map<TopicPartition, Long> handed = new HashMap<>();
  private final Map<TopicPartition, TrailQueue> served = new HashMap<>();
  private volatile Map<Integer, TrailQueue> wanted = Map.of();
  private Consumer<byte[], byte[]> consumer;
  private Consumer<byte[], byte[]> marker;
  private long markedNanos;
  private String said = "";

  TrailFetcher(
      String topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<Consumer<byte[], byte[]>> markers) {
    this.topic = topic;
    this.consumers = consumers;
    this.markers = markers;
  }

  /** Sets the queues to fill; called by any thread. */
  void serve(Map<Integer, TrailQueue> queues) {
    wanted = Map.copyOf(queues);
  }

  /** Ends the loop soon; called by any thread. */
  void stop() {
    stopping.countDown();
  }

  @Override
  public void run() {
    try {
      begin();
      while (stopping.getCount() > 0) {
        turn();
      }
    } catch (InterruptException | InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      wanted.values().forEach(queue -> queue.fail(e));
    } catch (Error e) {
      // Out of memory, say. Without this the tasks would wait for records for ever.
      RuntimeException wrapped = new IllegalStateException("the reader of the trail ended", e);
      wanted.values().forEach(queue -> queue.fail(wrapped));
      throw e;
    } finally {
      if (consumer != null) {
        consumer.close(CloseOptions.timeout(CLOSE));
        marker.close(CloseOptions.timeout(CLOSE));
      }
    }
  }

  void begin() {
    consumer = consumers.get();
    marker = markers.get();
    markedNanos = System.nanoTime();
  }

  /** Once round the loop. */
  void turn() throws InterruptedException {
    try {
      arrange();
      ask();
      if (served.isEmpty()) {
        stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        poll();
        said = "";
        mark();
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      say(e);
      stopping.await(PAUSE_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void poll() {
    try {
      hand(consumer.poll(POLL));
    } catch (OffsetOutOfRangeException e) {
      jump(e.offsetOutOfRangePartitions());
    }
  }

  /**
   * Commits how far the trails are under a group of their own, so that whoever makes room on the
   * brokers can see what is still needed; no job reads it. What fails now succeeds next time.
   */
  private void mark() {
    if (System.nanoTime() - markedNanos < MARK_NANOS) {
      return;
    }
    markedNanos = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> marks = new HashMap<>();
    served.forEach(
        (partition, queue) -> {
          if (queue.followed() != Trail.UNKNOWN) {
            marks.put(partition, new OffsetAndMetadata(queue.followed()));
          }
        });
    try {
      marker.commitSync(marks, ASK);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.debug("The place of the trail could not be committed now.", e);
    }
  }

  /** Follows the tasks: which partitions, from where, and whether there is room. */
  private void arrange() {
    Map<TopicPartition, TrailQueue> now = new HashMap<>();
    wanted.forEach(
        (partition, queue) -> {
          if (queue.wanted() != null) {
            now.put(new TopicPartition(topic, partition), queue);
          }
        });
    if (!now.equals(served)) {
      applied.keySet().removeIf(partition -> now.get(partition) != served.get(partition));
      handed.keySet().retainAll(applied.keySet());
      served.clear();
      served.putAll(now);
      consumer.assign(served.keySet());
    }
    served.forEach(this::arrange);
  }

  private void arrange(TopicPartition partition, TrailQueue queue) {
    Seek seek = queue.wanted();
    if (!seek.equals(applied.get(partition))) {
      consumer.seek(partition, seek.offset());
      applied.put(partition, seek);
      handed.put(partition, seek.offset());
    }
    boolean paused = consumer.paused().contains(partition);
    if (!paused && queue.bytes() >= TrailQueue.BYTES_MAX) {
      consumer.pause(List.of(partition));
    } else if (paused && queue.bytes() < TrailQueue.BYTES_MAX / 2) {
      consumer.resume(List.of(partition));
    }
  }

  /** Finds the committed offset of those that wait for it. */
  private void ask() {
    Map<TopicPartition, TrailQueue> asking = new HashMap<>();
    wanted.forEach(
        (partition, queue) -> {
          if (queue.asks(System.nanoTime())) {
            asking.put(new TopicPartition(topic, partition), queue);
          }
        });
    if (asking.isEmpty()) {
      return;
    }
    consumer
        .committed(asking.keySet(), ASK)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                asking.get(partition).committed(found.offset());
              }
            });
  }

  private void hand(ConsumerRecords<byte[], byte[]> polled) {
    served.forEach(
        (partition, queue) -> {
          List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
          long position = position(partition, records);
          if (handed.put(partition, position) != position) {
            queue.add(Batch.of(applied.get(partition).number(), records, position));
          }
        });
  }

  /**
   * Where the consumer stands. While a partition changes its leader the consumer does not know, and
   * must neither keep the others waiting nor lose what was polled of them.
   */
  private long position(TopicPartition of, List<ConsumerRecord<byte[], byte[]>> records) {
    try {
      return consumer.position(of, Duration.ZERO);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      return records.isEmpty() ? handed.get(of) : records.get(records.size() - 1).offset() + 1;
    }
  }

  /** The log has forgotten where the trail was: goes on at its start. */
  private void jump(Map<TopicPartition, Long> lost) {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(lost.keySet(), ASK);
    starts.forEach(
        (partition, start) -> {
          LOG.warn(
              "The log of {} begins at {}; {}, where the sampled spans were to go on, is gone, and"
                  + " the spans between are lost. Raise retention.ms of the topic, or start the job"
                  + " sooner after an outage.",
              partition,
              start,
              lost.get(partition));
          consumer.seek(partition, start);
          served.get(partition).jumped(start);
        });
  }

  private void say(KafkaException e) {
    String line = "The trail of " + topic + " cannot be read: " + e.getMessage();
    if (!line.equals(said)) {
      LOG.warn(line + ". Trying again.");
      said = line;
    }
  }
}
