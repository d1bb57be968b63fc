// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Asks Elasticsearch now and then whether it answers, so that health never has to wait. */
final class StoreWatch implements AutoCloseable {

  private static final long PERIOD_MS = 2_000;

  /** A question ends after seconds, answered or not. */
  private static final Duration ROUND_MAX = Duration.ofMinutes(2);

  private final BooleanSupplier asks;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-store-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final LongSupplier nanoTime;
  private volatile boolean answers;
  private volatile long askedNanos;

  StoreWatch(BooleanSupplier asks) {
    this(asks, System::nanoTime);
  }

  StoreWatch(BooleanSupplier asks, LongSupplier nanoTime) {
    this.asks = asks;
    this.nanoTime = nanoTime;
    this.askedNanos = nanoTime.getAsLong();
  }

  void start() {
    askedNanos = nanoTime.getAsLong();
    var unused = thread.scheduleWithFixedDelay(this::ask, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  boolean answers() {
    return answers;
  }

  /** Why the console will not get on by itself; whether Elasticsearch answers does not matter. */
  Optional<String> stuck() {
    Duration since = Duration.ofNanos(nanoTime.getAsLong() - askedNanos);
    return since.compareTo(ROUND_MAX) > 0
        ? Optional.of(
            "The console's question to Elasticsearch has not ended for "
                + since.toSeconds()
                + " s. Restart the console.")
        : Optional.empty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  void ask() {
    try {
      answers = asks.getAsBoolean();
    } catch (RuntimeException e) {
      answers = false;
    }
    askedNanos = nanoTime.getAsLong();
  }
}
