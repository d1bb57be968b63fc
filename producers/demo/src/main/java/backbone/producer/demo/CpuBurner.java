// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Burns about three quarters of one core while told to, so that the process' own CPU metric rises
 * together with the errors.
 */
final class CpuBurner implements AutoCloseable {

  /** Of each 100 ms, 75 are burnt: below a whole core, so that a small machine stays usable. */
  private static final long BUSY_NANOS = Duration.ofMillis(75).toNanos();

  private static final long IDLE_NANOS = Duration.ofMillis(25).toNanos();

  private volatile double heat;
  private Fire fire;

  /** Starts or stops the thread; calling it again with the same value does nothing. */
  synchronized void burn(boolean wanted) {
    if (wanted && fire == null) {
      fire = new Fire();
      fire.start();
    } else if (!wanted && fire != null) {
      fire.out = true;
      fire = null;
    }
  }

  synchronized boolean burning() {
    return fire != null;
  }

  @Override
  public void close() {
    burn(false);
  }

  private final class Fire extends Thread {

    private volatile boolean out;

    Fire() {
      super("pricing-1");
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!out) {
        long end = System.nanoTime() + BUSY_NANOS;
        while (System.nanoTime() - end < 0) {
          heat = Math.sqrt(heat + 1);
        }
        LockSupport.parkNanos(IDLE_NANOS);
      }
    }
  }
}
