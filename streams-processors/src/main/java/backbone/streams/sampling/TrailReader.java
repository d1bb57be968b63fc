// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the trails of all tasks of a process with one consumer on a thread of its own, which lives
 * as long as there is a task. It belongs to no group; the group's id only lets it ask how far the
 * head has committed. Polling inside the tasks instead halved the speed.
 */
final class TrailReader implements Trail.Source {

  private static final int POLL_RECORDS_MAX = 5_000;
  private static final int PARTITION_FETCH_BYTES_MAX = 1 << 20;
  private static final int FETCH_BYTES_MAX = 8 << 20;
  private static final int FETCH_WAIT_MS_MAX = 50;
  private static final long JOIN_MS = 2_000;

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Supplier<Consumer<byte[], byte[]>> markers;
  private final Map<Integer, TrailQueue> queues = new HashMap<>();
  private TrailFetcher fetcher;
  private Thread thread;

  /**
   * Makes the reader of a topic without I/O.
   *
   * @param consumers make what reads
   * @param markers make what commits how far the trails are
   */
  TrailReader(
      String topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<Consumer<byte[], byte[]>> markers) {
    this.topic = topic;
    this.consumers = consumers;
    this.markers = markers;
  }

  /**
   * Makes the reader of a job's input.
   *
   * @param kafka settings of every client
   * @param group application id of the job; that of the marks ends in {@code -trail}
   */
  static TrailReader of(String topic, Map<String, Object> kafka, String group) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES_MAX);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS_MAX);
    config.putAll(kafka);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-trail");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.keySet().removeIf(key -> key.startsWith("producer.") || key.equals("group.instance.id"));
    Map<String, Object> marking = new HashMap<>(config);
    marking.put(ConsumerConfig.GROUP_ID_CONFIG, group + "-trail");
    marking.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-trail-mark");
    return new TrailReader(topic, () -> consumer(config), () -> consumer(marking));
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public synchronized Trail open(int partition) {
    TrailQueue queue = new TrailQueue(partition, this::closed);
    queues.put(partition, queue);
    if (thread == null) {
      fetcher = new TrailFetcher(topic, consumers, markers);
      thread = new Thread(fetcher, "trail-reader");
      thread.setDaemon(true);
      thread.start();
    }
    fetcher.serve(queues);
    return queue;
  }

  private synchronized void closed(TrailQueue queue) {
    if (!queues.remove(queue.partition(), queue)) {
      return;
    }
    fetcher.serve(queues);
    if (queues.isEmpty()) {
      fetcher.stop();
      try {
        thread.join(JOIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }
}
