// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes log events from the threads of an application and brings them to Kafka.
 *
 * <p>The thread that logs only leaves its event in a bounded queue: it never waits, not for Kafka
 * and not for others. When the queue fills, low severities are dropped first, and every drop is
 * counted and told in the log itself. What the appender's own Kafka client says is left out, so
 * that sending never feeds itself.
 *
 * <p>Counts in {@code telemetry_appender_*_total} of the Prometheus client's default registry.
 */
public final class TelemetryLog implements AutoCloseable {

  private static final long PAUSE_MIN_NANOS = 1_000_000;
  private static final long PAUSE_MAX_NANOS = 16_000_000;
  private static final long CONNECT_PAUSE_NANOS = 1_000_000_000L;
  private static final int SETTLE_EVERY = 64;

  /** For what comes after the flush: letting go of the client, and the counts of what is lost. */
  private static final long END_MS = 5_000;

  /** One set of counters for all appenders of the process. */
  private static final class Counters {
    static final Signals SIGNALS = Signals.of(PrometheusRegistry.defaultRegistry, "appender");
  }

  private final Settings settings;
  private final Waiting waiting;
  private final Courier courier;
  private final EcsEncoder encoder;
  private final OwnEvents own;
  private final Losses losses;
  private final Signals signals;
  private final Ending ending = new Ending();
  private final Thread thread;

  /** Starts to bring events to Kafka; a broker that is away is waited for. */
  public TelemetryLog(Settings settings) {
    this(settings, Counters.SIGNALS);
  }

  TelemetryLog(Settings settings, Signals signals) {
    this.settings = settings;
    this.signals = signals;
    waiting = new Waiting(settings.bounds().queueBytes());
    courier = new Courier(settings, signals);
    encoder = new EcsEncoder(settings.service());
    losses = new Losses(waiting, signals);
    thread = new Thread(this::run, "telemetry-appender");
    thread.setDaemon(true);
    thread.setContextClassLoader(TelemetryLog.class.getClassLoader());
    own = new OwnEvents(thread.getName(), courier.clientId());
    thread.start();
  }

  /** The spot in a trace of the current thread, or null; by its context, else its current span. */
  public static Entry.Spot spot(Map<String, String> context) {
    return TraceSpot.of(context);
  }

  /**
   * Whether events of a logger and a thread are about the sending itself and must not be sent. To
   * be asked first, as it is cheaper than to make an entry.
   */
  public boolean isOwn(String logger, String thread) {
    return own.is(logger, thread);
  }

  /**
   * Whether an event of a severity can find room now; false is counted as its drop. To be asked
   * before an entry is made, so that an application pays for no event that cannot be taken.
   */
  public boolean hasRoom(Severity severity) {
    return waiting.hasRoom(severity);
  }

  /** Leaves an event to be sent. Never waits; false when there was no room, which is counted. */
  public boolean offer(Entry entry) {
    return waiting.offer(entry);
  }

  /** Waits for what is left as long as the settings say; then what is left is counted as lost. */
  @Override
  public void close() {
    if (ending.isAsked()) {
      return;
    }
    ending.ask(settings.bounds().flush());
    LockSupport.unpark(thread);
    try {
      thread.join(settings.bounds().flush().toMillis() + END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      connect();
      carry();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      losses.last();
      courier.close();
    }
  }

  private void connect() {
    while (!ending.isOver()) {
      try {
        courier.connect();
        return;
      } catch (RuntimeException e) {
        signals.errors("sending");
        LockSupport.parkNanos(CONNECT_PAUSE_NANOS);
      }
    }
  }

  /** Looks again after a pause that grows while nothing comes: waking up is left to no caller. */
  private void carry() throws InterruptedException {
    long pause = PAUSE_MIN_NANOS;
    while (!ending.isOver()) {
      int carried = some();
      courier.settle(ending);
      Entry lost = losses.entry();
      if (lost != null) {
        take(lost);
      }
      if (carried > 0) {
        pause = PAUSE_MIN_NANOS;
      } else if (ending.isAsked() && courier.isIdle() && waiting.isEmpty()) {
        return;
      } else {
        LockSupport.parkNanos(pause);
        pause = Math.min(PAUSE_MAX_NANOS, 2 * pause);
      }
    }
  }

  private int some() throws InterruptedException {
    int carried = 0;
    Entry entry;
    while (carried < SETTLE_EVERY && (entry = waiting.poll()) != null) {
      take(entry);
      carried++;
    }
    return carried;
  }

  private void take(Entry entry) throws InterruptedException {
    byte[] event;
    try {
      event = encoder.encode(entry);
    } catch (RuntimeException | StackOverflowError e) {
      signals.received(1);
      signals.errors("processing");
      signals.dropped("unreadable", 1);
      return;
    }
    if (!courier.take(event, ending)) {
      signals.received(1);
      signals.dropped("closed", 1);
    }
  }
}
