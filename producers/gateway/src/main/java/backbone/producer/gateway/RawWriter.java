// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.producer.Delivery;
import backbone.producer.SenderSettings;
import backbone.schema.TelemetryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes values to the raw topics and tells each one's end within a short time. The shared sender
 * retries for ever, because its callers forget what they gave; here the client still has it, so
 * that a late answer helps nobody and a late write would be a second one.
 */
final class RawWriter implements AutoCloseable {

  /** After a failure, requests are refused at once for this long; then one tries again. */
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private static final int LINGER_MS = 5;

  /** A send waits this long, on the request's thread, for Kafka to name the topic's leaders. */
  private static final int BLOCK_MS_MAX = 1000;

  /** A fault that is older says nothing about now. */
  private static final long REMEMBERED_NANOS = Duration.ofSeconds(15).toNanos();

  /** Kafka is taken to be away when it takes nothing for longer. */
  private static final Duration TAKING_MAX = Duration.ofSeconds(5);

  /** The producer ends each record when its time is over; this much later it is broken. */
  private static final Duration TELLING_MAX = Duration.ofSeconds(60);

  private final Supplier<Producer<byte[], byte[]>> connect;
  private final String topicsPrefix;
  private final Duration told;
  private final Map<Signal, Away> away = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final KafkaWatch watch;

  // Guarded by this.
  private Producer<byte[], byte[]> producer;
  private boolean broken;
  private boolean closed;

  /** Since when a topic does not answer, and why. */
  private record Away(long untilNanos, String why) {}

  RawWriter(GatewayConfig config) {
    this(config, () -> kafka(config));
  }

  RawWriter(GatewayConfig config, Supplier<Producer<byte[], byte[]>> connect) {
    this(config, connect, System::nanoTime);
  }

  RawWriter(
      GatewayConfig config, Supplier<Producer<byte[], byte[]>> connect, LongSupplier nanoTime) {
    this.connect = connect;
    this.nanoTime = nanoTime;
    this.watch = new KafkaWatch(nanoTime);
    this.topicsPrefix = config.topicsPrefix();
    this.told = Duration.ofMillis(config.limits().kafkaWaitMs()).plus(TELLING_MAX);
  }

  /** Why Kafka does not take a signal now; empty when it does, or when it is worth a try. */
  String away(Signal signal) {
    Away last = away.get(signal);
    return last != null && nanoTime.getAsLong() - last.untilNanos < 0 ? last.why : "";
  }

  /**
   * Why Kafka takes nothing; empty when it does. A fault is forgotten when nobody tried for a
   * while: a gateway that is asked nothing because it is not ready could never tell otherwise.
   */
  String fault() {
    long now = nanoTime.getAsLong();
    Optional<String> last =
        away.values().stream()
            .filter(fault -> now - fault.untilNanos < REMEMBERED_NANOS)
            .map(Away::why)
            .findFirst();
    Duration waited = watch.nothingTaken();
    return last.orElse(
        waited.compareTo(TAKING_MAX) > 0
            ? "it has taken nothing for " + waited.toSeconds() + " s while requests wait"
            : "");
  }

  /** Why the producer will never answer again; empty while it tells of each record in time. */
  Optional<String> stuck() {
    Duration silent = watch.nothingTold();
    return silent.compareTo(told) > 0
        ? Optional.of(
            "Kafka's producer has told nothing for "
                + silent.toSeconds()
                + " s while requests wait. Restart the gateway; clients send again.")
        : Optional.empty();
  }

  /** Tells the delivery once, at the latest when the wait that is configured is over. */
  @SuppressWarnings("FutureReturnValueIgnored") // The callback tells.
  void write(Envelope envelope, byte[] value, Delivery delivery) {
    Signal signal = envelope.signal();
    watch.asked();
    try {
      producer()
          .send(
              record(envelope, value),
              (metadata, exception) -> {
                watch.answered(exception == null);
                if (exception == null) {
                  away.remove(signal);
                  delivery.acknowledged();
                } else {
                  failed(signal, exception);
                  delivery.failed(exception);
                }
              });
    } catch (RuntimeException e) {
      watch.answered(false);
      failed(signal, e);
      delivery.failed(e);
    }
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> last;
    synchronized (this) {
      closed = true;
      last = producer;
      producer = null;
    }
    if (last != null) {
      last.close(Duration.ofSeconds(2));
    }
  }

  private ProducerRecord<byte[], byte[]> record(Envelope envelope, byte[] value) {
    String topic = envelope.signal().topic().orElseThrow().name(topicsPrefix);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, value);
    record.headers().add(TelemetryHeaders.CONTENT_TYPE, utf8("application/x-protobuf"));
    envelope.entrance().headers().forEach((name, text) -> record.headers().add(name, utf8(text)));
    return record;
  }

  private void failed(Signal signal, Exception cause) {
    if (cause instanceof RecordTooLargeException) {
      return; // Of this record alone: Kafka takes others.
    }
    away.put(signal, new Away(nanoTime.getAsLong() + PAUSE_NANOS, cause.toString()));
    if (!(cause instanceof RetriableException || ofOneTopic(cause))) {
      // A producer does not always outlive such a fault; another one does once it is mended.
      synchronized (this) {
        broken = true;
      }
    }
  }

  /** Another producer would change nothing, and break off what the other topic waits for. */
  private static boolean ofOneTopic(Exception cause) {
    return cause instanceof TopicAuthorizationException || cause instanceof InvalidTopicException;
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> old = null;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("The gateway stops.");
      }
      if (broken) {
        old = producer;
        producer = null;
        broken = false;
      }
      if (producer == null) {
        producer = connect.get();
      }
      if (old == null) {
        return producer;
      }
    }
    old.close(Duration.ZERO);
    return producer();
  }

  private static Producer<byte[], byte[]> kafka(GatewayConfig config) {
    return new KafkaProducer<>(
        settings(config), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Map<String, Object> settings(GatewayConfig config) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * config.limits().queueBytesMax());
    all.putAll(config.kafka());
    int waitMs = config.limits().kafkaWaitMs();
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, SenderSettings.IN_FLIGHT_MAX);
    all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, waitMs);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, waitMs - LINGER_MS);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(BLOCK_MS_MAX, waitMs));
    return all;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
