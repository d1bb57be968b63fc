// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** How long calls take for who makes them, at a steady rate. */
final class Calls {

  /** 50,000 calls a second: far more than a service logs, far less than would fill a queue. */
  private static final long EVERY_NANOS = 20_000;

  private static final int WARM = 100_000;

  private final long[] nanos;

  private Calls(long[] nanos) {
    this.nanos = nanos;
  }

  /** Makes calls with growing numbers; the first ones only warm up. */
  static Calls timed(int count, IntConsumer call) {
    for (int n = 0; n < WARM; n++) {
      paced(n, call);
    }
    long[] nanos = new long[count];
    for (int n = 0; n < count; n++) {
      nanos[n] = paced(WARM + n, call);
    }
    Arrays.sort(nanos);
    return new Calls(nanos);
  }

  /** All calls that {@link #timed} makes. */
  static int all(int count) {
    return WARM + count;
  }

  private static long paced(int n, IntConsumer call) {
    long start = System.nanoTime();
    call.accept(n);
    long end = System.nanoTime();
    while (System.nanoTime() - start < EVERY_NANOS) {
      Thread.onSpinWait();
    }
    return end - start;
  }

  /** The time within which such a share of the calls returned, in nanoseconds. */
  double within(double share) {
    return (double) nanos[(int) Math.min(nanos.length - 1L, Math.round(nanos.length * share))];
  }
}
