// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import backbone.schema.TelemetryHeaders;
import backbone.sink.BatchWriter.Settled;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * The way of records through a task. All methods belong to the task's thread, and only they talk to
 * Connect; writer threads get batches and give back outcomes, nothing else.
 *
 * <pre>
 * put -> tracker -> batcher -> writers -> outcomes -> tracker -> commit
 *                                             \-> dead letters -/
 * </pre>
 */
final class SinkFlow implements AutoCloseable {

  /** How often Connect calls {@code put} while something is open, milliseconds at most. */
  static final long TICK_BUSY_MS = 50;

  /** The same while nothing is. */
  static final long TICK_IDLE_MS = 1_000;

  /** How long a revocation waits for the writes of its partitions, milliseconds. */
  static final long REVOKE_WAIT_MS = 1_500;

  private static final long SETTLE_WAIT_MS = 20;

  /**
   * What a flow works with.
   *
   * @param name of the task, for its threads
   */
  record Parts(String name, SinkSettings settings, SinkTarget target, Clock clock) {}

  private final Parts parts;
  private final SinkTaskContext context;
  private final OffsetTracker tracker = new OffsetTracker();
  private final Batcher batcher;
  private final WriterPool writers;
  private final FaultLog faults;
  private final DeadLetters deadLetters;
  private final Backpressure pressure;
  private final SinkCounters counters;
  private long open;

  SinkFlow(Parts parts, SinkTaskContext context) {
    this.parts = parts;
    this.context = context;
    SinkSettings settings = parts.settings();
    faults = new FaultLog(parts.clock());
    deadLetters = new DeadLetters(context.errantRecordReporter(), settings.deadLettersPerMinute());
    pressure = new Backpressure(context, settings.bufferBytes());
    counters = new SinkCounters(gauges());
    counters.register(context.pluginMetrics());
    writers =
        new WriterPool(
            parts.name(),
            settings.writers(),
            settled ->
                new BatchWriter(
                    parts.target(),
                    new Backoff(RandomGenerator.getDefault()),
                    Thread::sleep,
                    faults,
                    settled::add));
    batcher = new Batcher(settings, writers::submit);
  }

  void put(Collection<SinkRecord> records) {
    settle(0);
    long nowMs = parts.clock().millis();
    for (SinkRecord record : records) {
      accept(record, nowMs);
    }
    batcher.flushLingered(nowMs);
    pressure.apply(faults.operatorFault());
    context.timeout(open > 0 ? TICK_BUSY_MS : TICK_IDLE_MS);
  }

  /** Offsets that may be committed. */
  Map<TopicPartition, OffsetAndMetadata> committable() {
    settle(0);
    return tracker.committable();
  }

  /** New partitions belong to this task. */
  void assigned() {
    pressure.assigned();
  }

  /** Waits a little for what is on its way, then forgets the partitions. */
  void revoke(Collection<TopicPartition> partitions) {
    batcher.flush();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REVOKE_WAIT_MS);
    while (tracker.open(partitions) > 0 && System.nanoTime() < deadline && settle(SETTLE_WAIT_MS)) {
      // settle() does the work and the waiting
    }
    tracker.forget(partitions);
    deadLetters.dropForgotten().forEach(this::release);
  }

  @Override
  public void close() {
    writers.close();
    parts.target().close();
  }

  Map<String, Long> counters() {
    return counters.values();
  }

  private void accept(SinkRecord record, long nowMs) {
    counters.received.increment();
    OffsetTracker.Ticket ticket =
        tracker.deliver(Delivery.partition(record), record.originalKafkaOffset());
    if (ticket == null) {
      counters.repeated.increment();
      return;
    }
    Delivery delivery = Delivery.of(record, ticket);
    if (record.value() != null) {
      open++;
      pressure.taken(delivery.bytes());
      batcher.add(delivery, nowMs);
    } else if (record.headers().lastWithName(TelemetryHeaders.CONTROL) != null) {
      counters.skipped.increment();
      tracker.done(ticket);
    } else {
      open++;
      pressure.taken(delivery.bytes());
      counters.dropped.increment();
      deadLetters.add(delivery, new Outcome.Dead("no-value", "it has no value"));
    }
  }

  /**
   * Takes in what writers and reporter finished.
   *
   * @return false when the thread was interrupted
   */
  private boolean settle(long waitMs) {
    try {
      for (Settled settled : writers.settled(waitMs)) {
        settle(settled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (writers.bug() != null) {
      throw new ConnectException("A writer stopped, which is a bug of the sink.", writers.bug());
    }
    for (Delivery delivery : deadLetters.tick(parts.clock().millis())) {
      finish(delivery);
    }
    return true;
  }

  private void settle(Settled settled) {
    Delivery delivery = settled.delivery();
    if (!(settled.outcome() instanceof Outcome.Dead dead)) {
      counters.sent.increment();
      finish(delivery);
    } else if (delivery.ticket().forgotten()) {
      release(delivery);
    } else {
      counters.dropped.increment();
      deadLetters.add(delivery, dead);
    }
  }

  private void finish(Delivery delivery) {
    tracker.done(delivery.ticket());
    release(delivery);
  }

  private void release(Delivery delivery) {
    open--;
    pressure.released(delivery.bytes());
  }

  private Map<String, LongSupplier> gauges() {
    Map<String, LongSupplier> gauges = new LinkedHashMap<>(parts.target().counters());
    gauges.put("errors-total", faults::errors);
    gauges.put("buffered-bytes", pressure::bytes);
    gauges.put("paused", () -> pressure.paused() ? 1 : 0);
    return gauges;
  }
}
