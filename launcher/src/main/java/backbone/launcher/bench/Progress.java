// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.PrintStream;
import java.time.Duration;

/** Tells on standard error what is going on, so that standard output holds only the report. */
final class Progress {

  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;

  Progress(PrintStream out) {
    this.out = out;
  }

  void say(String sentence) {
    lastNanos = System.nanoTime();
    out.printf("[%4d s] %s%n", (lastNanos - startNanos) / 1_000_000_000, sentence);
    out.flush();
  }

  /** At most every other second. */
  void tick(String what, long done, long all) {
    if (System.nanoTime() - lastNanos >= EVERY_NANOS) {
      say(String.format(java.util.Locale.ROOT, "%s: %,d of %,d", what, done, all));
    }
  }
}
