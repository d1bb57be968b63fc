// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a part once asked to, and ends the process by force when the part does not stop in time.
 */
final class Stop implements Runnable {

  /** Exit status of a process that did not stop in time. */
  static final int LATE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  private final Part part;
  private final String name;
  private final Duration timeout;
  private final IntConsumer halt;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean asked;

  /**
   * Prepares the stop of a part.
   *
   * @param name of the part
   * @param halt ends the process at once with a status
   */
  Stop(Part part, String name, Duration timeout, IntConsumer halt) {
    this.part = part;
    this.name = name;
    this.timeout = timeout;
    this.halt = halt;
  }

  boolean asked() {
    return asked;
  }

  /** Waits until the part is stopped. */
  void await() throws InterruptedException {
    stopped.await();
  }

  @Override
  public void run() {
    asked = true;
    Thread closing = new Thread(this::close, "close");
    closing.setDaemon(true);
    closing.start();
    try {
      if (!stopped.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.error(late());
        halt.accept(LATE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String late() {
    return "Not stopped within "
        + PartFactory.stopTimeoutKey(name)
        + "="
        + timeout.toMillis()
        + ". The process ends now; what it had not finished is done again after the next start.";
  }

  private void close() {
    try {
      part.close();
      LOG.info("Stopped. part={}", name);
    } catch (RuntimeException e) {
      LOG.error("Stopped with a fault. part={}", name, e);
    } finally {
      stopped.countDown();
    }
  }
}
