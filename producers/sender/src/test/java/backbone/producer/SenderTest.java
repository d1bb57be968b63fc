// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SenderTest {

  private static final Duration NO_WAIT = Duration.ZERO;

  private final BlockingQueue<MockProducer<byte[], byte[]>> producers = new LinkedBlockingQueue<>();
  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private final AtomicInteger unmakable = new AtomicInteger();

  @Test
  void tellsAcknowledgementsInOrder_whenBrokerAnswers() throws Exception {
    try (Sender sender = sender(1 << 20)) {
      MockProducer<byte[], byte[]> broker = producers.take();
      Told first = new Told();
      Told second = new Told();

      sender.tryOffer(record(10), first);
      sender.tryOffer(record(10), second);
      complete(broker);

      assertThat(first.next()).isEqualTo("acknowledged");
      assertThat(second.events).isEmpty();
      complete(broker);
      assertThat(second.next()).isEqualTo("acknowledged");
    }
  }

  @Test
  void dropsAndCounts_whenQueueIsFull() throws Exception {
    try (Sender sender = sender(300)) {
      assertThat(sender.tryOffer(record(100), new Told())).isTrue();
      assertThat(sender.tryOffer(record(100), new Told())).isFalse();
      assertThat(sender.tryOffer(record(1000), new Told())).isFalse();

      assertThat(dropped()).containsExactlyInAnyOrder("queue-full=1", "too-large=1");
      complete(producers.take());
    }
  }

  @Test
  void keepsRecordWithCaller_whenNoRoomComesInTime() throws Exception {
    try (Sender sender = sender(300)) {
      MockProducer<byte[], byte[]> broker = producers.take();
      sender.tryOffer(record(100), new Told());

      boolean full = sender.offer(record(100), new Told(), NO_WAIT, sender.epoch());
      complete(broker);
      boolean free = sender.offer(record(100), new Told(), Duration.ofSeconds(10), sender.epoch());

      assertThat(full).isFalse();
      assertThat(free).isTrue();
      assertThat(dropped()).isEmpty();
      complete(broker);
    }
  }

  @Test
  void failsAllAndRefusesOldEpoch_whenBrokerRefusesForGood() throws Exception {
    try (Sender sender = sender(1 << 20)) {
      MockProducer<byte[], byte[]> broker = producers.take();
      long epoch = sender.epoch();
      List<Told> told = List.of(new Told(), new Told(), new Told());
      for (Told t : told) {
        assertThat(sender.offer(record(10), t, NO_WAIT, epoch)).isTrue();
      }

      refuse(broker);

      for (Told t : told) {
        assertThat(t.next()).isEqualTo("failed");
      }
      MockProducer<byte[], byte[]> next = producers.take();
      awaitEpoch(sender, epoch + 1);
      assertThat(broker.closed()).isTrue();
      assertThat(sender.pendingBytes()).isZero();
      assertThat(sender.offer(record(10), new Told(), NO_WAIT, epoch)).isFalse();
      Told again = new Told();
      assertThat(sender.offer(record(10), again, NO_WAIT, epoch + 1)).isTrue();
      complete(next);
      assertThat(again.next()).isEqualTo("acknowledged");
    }
  }

  @Test
  void triesAgain_whenNoNewProducerCanBeMade() throws Exception {
    try (Sender sender = sender(1 << 20)) {
      MockProducer<byte[], byte[]> broker = producers.take();
      unmakable.set(1);
      sender.tryOffer(record(10), new Told());

      refuse(broker);

      MockProducer<byte[], byte[]> next = producers.poll(10, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      awaitEpoch(sender, 1);
      Told told = new Told();
      sender.tryOffer(record(10), told);
      complete(next);
      assertThat(told.next()).isEqualTo("acknowledged");
    }
  }

  @Test
  void refusesOffers_whenClosed() throws Exception {
    Sender sender = sender(1 << 20);

    sender.close();

    assertThat(sender.tryOffer(record(1), new Told())).isFalse();
    assertThat(sender.offer(record(1), new Told(), NO_WAIT, 0)).isFalse();
  }

  @Test
  void keepsPromises_whenSettingsSayOtherwise() {
    Map<String, Object> config =
        SenderSettings.of(
                Map.of(
                    "acks", "1",
                    "linger.ms", "5",
                    "delivery.timeout.ms", "1",
                    "max.in.flight.requests.per.connection", "5"))
            .producer();

    assertThat(config)
        .containsEntry("acks", "all")
        .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE)
        .containsEntry("max.in.flight.requests.per.connection", 1)
        .containsEntry("linger.ms", "5");
  }

  private Sender sender(long bytesMax) {
    return new Sender(
        new SenderSettings(bytesMax, Map.of()),
        Signals.of(metrics, "sender_test"),
        config -> {
          if (unmakable.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new KafkaException("no address resolves");
          }
          MockProducer<byte[], byte[]> made =
              new MockProducer<>(
                  false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized void close(Duration timeout) {
                  // As the real one: what is in flight fails.
                  boolean more = !closed();
                  while (more) {
                    more = errorNext(new IllegalStateException("closed"));
                  }
                  super.close(timeout);
                }
              };
          producers.add(made);
          return made;
        });
  }

  private static void complete(MockProducer<byte[], byte[]> broker) {
    while (!broker.completeNext()) {
      Thread.onSpinWait();
    }
  }

  private static void refuse(MockProducer<byte[], byte[]> broker) {
    while (!broker.errorNext(new TopicAuthorizationException("t"))) {
      Thread.onSpinWait();
    }
  }

  private static void awaitEpoch(Sender sender, long epoch) {
    while (sender.epoch() < epoch) {
      Thread.onSpinWait();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(int bytes) {
    return new ProducerRecord<>("t", new byte[1], new byte[bytes]);
  }

  private List<String> dropped() {
    List<String> found = new CopyOnWriteArrayList<>();
    metrics
        .scrape(name -> name.endsWith("dropped"))
        .forEach(
            m ->
                m.getDataPoints()
                    .forEach(
                        p -> {
                          var counter =
                              (io.prometheus.metrics.model.snapshots.CounterSnapshot
                                      .CounterDataPointSnapshot)
                                  p;
                          found.add(p.getLabels().get("reason") + "=" + (long) counter.getValue());
                        }));
    return found;
  }

  private static final class Told implements Delivery {

    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void acknowledged() {
      events.add("acknowledged");
    }

    @Override
    public void failed(Exception cause) {
      events.add("failed");
    }

    String next() throws InterruptedException {
      return events.poll(10, TimeUnit.SECONDS);
    }
  }
}
