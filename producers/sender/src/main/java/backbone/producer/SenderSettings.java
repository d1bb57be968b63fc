// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Bounds of a {@link Sender} and the settings of its producer.
 *
 * @param queueBytesMax all records that are queued or in flight, estimated with headers, in bytes
 * @param kafka producer settings in Kafka's own names; they win over the defaults, except the few
 *     that the guarantees rest on
 */
public record SenderSettings(long queueBytesMax, Map<String, Object> kafka) {

  public static final long QUEUE_BYTES_DEFAULT = 8L << 20;

  /**
   * Requests on the way to one broker at once. With several, a broker that becomes the leader of a
   * new partition may refuse the first batch and take the second one, whose sequence it cannot
   * judge yet; the first one is then out of sequence for ever (KAFKA-15591, mended in brokers of
   * Kafka 4.5).
   */
  public static final int IN_FLIGHT_MAX = 1;

  /** Defaults with the given Kafka settings, {@code bootstrap.servers} among them. */
  public static SenderSettings of(Map<String, Object> kafka) {
    return new SenderSettings(QUEUE_BYTES_DEFAULT, kafka);
  }

  Map<String, Object> producer() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(32L << 20, 4 * queueBytesMax));
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    all.putAll(kafka);
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT_MAX);
    // A fault that can pass is retried for as long as it lasts; only others reach the caller.
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    all.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
    return all;
  }
}
