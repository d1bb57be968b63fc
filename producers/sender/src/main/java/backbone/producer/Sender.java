// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer;

import backbone.service.Signals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounded delivery into Kafka. Faults that can pass are retried for ever; while they last the queue
 * fills and offers are refused.
 *
 * <p>What reaches the topic per key is always a prefix of what was offered, repeats aside: after a
 * fault that does not pass, every record that is not acknowledged fails, in flight or queued, and
 * only then a new <em>epoch</em> begins. A caller that offers for the epoch in which it last looked
 * at its failures therefore never leaves a hole.
 */
public final class Sender implements AutoCloseable {

  /** For callers to whom holes do not matter. */
  public static final long ANY_EPOCH = -1;

  private static final Logger log = LoggerFactory.getLogger(Sender.class);
  private static final long BACKOFF_MS = 1000;
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Signals signals;
  private final Function<Map<String, Object>, Producer<byte[], byte[]>> connect;
  private final Map<String, Object> config;
  private final Room room;
  private final Thread thread;

  // Guarded by this.
  private ArrayDeque<Item> queue = new ArrayDeque<>();
  private Exception fault;
  private long epoch;
  private boolean closed;

  private volatile Producer<byte[], byte[]> producer;

  /** Starts to connect in the background; a broker that is away is waited for. */
  public Sender(SenderSettings settings, Signals signals) {
    this(
        settings,
        signals,
        config ->
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  Sender(
      SenderSettings settings,
      Signals signals,
      Function<Map<String, Object>, Producer<byte[], byte[]>> connect) {
    this.signals = signals;
    this.connect = connect;
    this.config = settings.producer();
    this.room = new Room(settings.queueBytesMax());
    this.producer = connect.apply(config);
    this.thread = new Thread(this::run, "telemetry-sender");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /**
   * Takes a record if there is room now, else drops and counts it ({@code queue-full}, {@code
   * too-large}, {@code closed}). Never blocks.
   */
  public boolean tryOffer(ProducerRecord<byte[], byte[]> record, Delivery delivery) {
    Item item = new Item(record, delivery, false);
    boolean taken = room.tryTake(item.bytes);
    if (taken && enqueue(item, ANY_EPOCH)) {
      return true;
    }
    String full = item.bytes > room.max() ? "too-large" : "queue-full";
    signals.dropped(taken ? "closed" : full, 1);
    return false;
  }

  /**
   * Takes a record, waiting for room if need be. When it is refused the caller still has it, so
   * nothing counts as dropped.
   *
   * @param wait longest time to wait for room
   * @param epoch an {@link #epoch()}, read before the caller looked at its failures; in another
   *     epoch the record is refused
   * @return whether the record was taken
   */
  public boolean offer(
      ProducerRecord<byte[], byte[]> record, Delivery delivery, Duration wait, long epoch)
      throws InterruptedException {
    Item item = new Item(record, delivery, true);
    return room.take(item.bytes, wait.toNanos()) && enqueue(item, epoch);
  }

  /** Grows by one after each fault, once all records of the old epoch were told. */
  public synchronized long epoch() {
    return epoch;
  }

  /** Bytes that are queued or in flight. */
  public long pendingBytes() {
    return room.used();
  }

  /** Waits at most 5 s for acknowledgements; what is left fails. */
  @Override
  public void close() {
    close(CLOSE_WAIT);
  }

  /** Waits for acknowledgements as long as told; what is left fails. */
  public void close(Duration wait) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    try {
      room.take(room.max(), wait.toNanos());
      producer.close(Duration.ZERO);
      thread.join(1000);
    } catch (InterruptedException e) {
      producer.close(Duration.ZERO);
      Thread.currentThread().interrupt();
    }
  }

  private boolean enqueue(Item item, long wanted) {
    synchronized (this) {
      boolean current = wanted == ANY_EPOCH || (wanted == epoch && fault == null);
      if (!closed && current) {
        queue.add(item);
        if (queue.size() == 1) {
          notifyAll();
        }
        signals.received(1);
        return true;
      }
    }
    room.give(item.bytes);
    return false;
  }

  private void run() {
    ArrayDeque<Item> batch = new ArrayDeque<>();
    while (true) {
      batch = next(batch);
      while (!batch.isEmpty() && !faulty()) {
        send(batch.poll());
      }
      if (faulty()) {
        giveUp(batch);
        if (!renew()) {
          return;
        }
      } else if (batch.isEmpty() && over()) {
        return;
      }
    }
  }

  private synchronized ArrayDeque<Item> next(ArrayDeque<Item> spent) {
    try {
      while (queue.isEmpty() && fault == null && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
    ArrayDeque<Item> batch = queue;
    queue = spent;
    return batch;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback tells.
  private void send(Item item) {
    try {
      producer.send(
          item.record,
          (metadata, exception) -> {
            if (exception == null) {
              acknowledged(item);
            } else {
              breakOff(exception);
              failed(item, exception);
            }
          });
    } catch (RuntimeException e) {
      breakOff(e);
      failed(item, e);
    }
  }

  private void acknowledged(Item item) {
    room.give(item.bytes);
    signals.sent(1);
    item.delivery.acknowledged();
  }

  private void failed(Item item, Exception cause) {
    room.give(item.bytes);
    signals.errors("sending");
    if (!item.keptByCaller) {
      signals.dropped("failed", 1);
    }
    item.delivery.failed(cause);
  }

  /**
   * Closing right here, on the producer's own thread, keeps later batches of the partition from
   * passing the failed one; none is on the wire, as one request at a time is.
   */
  private void breakOff(Exception cause) {
    synchronized (this) {
      if (fault != null) {
        return;
      }
      fault = cause;
      notifyAll();
      if (!closed) {
        log.warn("Kafka refused a record. What is not acknowledged starts again.", cause);
      }
    }
    producer.close(Duration.ZERO);
  }

  private void giveUp(ArrayDeque<Item> batch) {
    // Returns when the producer's thread has told all that was in flight.
    producer.close(Duration.ZERO);
    Exception cause;
    synchronized (this) {
      cause = fault;
    }
    while (!batch.isEmpty()) {
      failed(batch.poll(), cause);
    }
  }

  /** The next epoch, after a pause. False when closed. */
  private boolean renew() {
    ArrayDeque<Item> rest;
    synchronized (this) {
      pause();
      rest = queue;
      queue = new ArrayDeque<>();
    }
    giveUp(rest);
    synchronized (this) {
      giveUp(queue);
      if (closed) {
        return false;
      }
      reconnect();
      return true;
    }
  }

  /** A client cannot be made while names do not resolve; the fault stays then, and so the pause. */
  private void reconnect() {
    try {
      producer = connect.apply(config);
      fault = null;
      epoch++;
    } catch (RuntimeException e) {
      log.warn("The Kafka client cannot be made anew. It is tried again.", e);
      fault = e;
    }
  }

  private void pause() {
    long until = System.nanoTime() + BACKOFF_MS * 1_000_000;
    try {
      for (long left = BACKOFF_MS; left > 0 && !closed; ) {
        wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private synchronized boolean faulty() {
    return fault != null;
  }

  private synchronized boolean over() {
    return closed && queue.isEmpty();
  }
}
