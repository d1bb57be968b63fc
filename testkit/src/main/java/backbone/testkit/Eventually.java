// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what a real server does in its own time; the bound is far beyond the usual. */
public final class Eventually {

  /** Slower than this is a failure on any machine. */
  public static final Duration DEFINITELY_TOO_SLOW = Duration.ofSeconds(60);

  private static final long PAUSE_MS = 50;

  private Eventually() {}

  /** Waits until the condition holds, at most {@link #DEFINITELY_TOO_SLOW}. */
  public static void await(String what, Callable<Boolean> condition) throws Exception {
    await(what, DEFINITELY_TOO_SLOW, condition);
  }

  /** Waits until the condition holds. */
  public static void await(String what, Duration limit, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not happen within " + limit.toSeconds() + " s");
      }
      Thread.sleep(PAUSE_MS);
    }
  }
}
