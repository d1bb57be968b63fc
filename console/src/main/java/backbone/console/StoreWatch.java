// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks Elasticsearch now and then whether it answers, so that health never has to wait. */
final class StoreWatch implements AutoCloseable {

  private static final long PERIOD_MS = 2_000;

  private final BooleanSupplier asks;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-store-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean answers;

  StoreWatch(BooleanSupplier asks) {
    this.asks = asks;
  }

  void start() {
    var unused = thread.scheduleWithFixedDelay(this::ask, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  boolean answers() {
    return answers;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void ask() {
    try {
      answers = asks.getAsBoolean();
    } catch (RuntimeException e) {
      answers = false;
    }
  }
}
