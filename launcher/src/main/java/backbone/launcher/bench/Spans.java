// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntConsumer;

/**
 * Repeats a piece of work on this thread and tells how often it is done in a second of the thread's
 * own CPU time, as machines are seldom idle. The best of several spans counts, the first ones warm
 * up.
 */
final class Spans {

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final int SPANS = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private final long spanNanos;

  private Spans(long spanNanos) {
    this.spanNanos = spanNanos;
  }

  /** A third of the plan's seconds, in equal spans. */
  static Spans of(Plan plan) {
    return new Spans((long) (plan.seconds() * NANOS_PER_SECOND / 3 / SPANS));
  }

  /** Runs work on the numbers from 0 to the limit, round and round; gives how many a second. */
  double best(int limit, IntConsumer work) {
    double best = 0;
    for (int span = 0; span < SPANS; span++) {
      long start = CPU.getCurrentThreadCpuTime();
      long done = 0;
      long used = 0;
      while (used < spanNanos) {
        for (int n = 0; n < limit; n++) {
          work.accept(n);
        }
        done += limit;
        used = CPU.getCurrentThreadCpuTime() - start;
      }
      best = Math.max(best, done * NANOS_PER_SECOND / used);
    }
    return best;
  }
}
