// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** How long calls take for who makes them, at a steady rate. */
final class Calls {

  /** 50,000 calls a second: far more than a service logs, far less than would fill a queue. */
  private static final long EVERY_NANOS = 20_000;

  /**
   * So many that the heap's young part was used once: the first use of its memory is the system's
   * work, some microseconds for each page, and a service that runs has that behind it.
   */
  private static final int WARM = 300_000;

  private final long[] nanos;

  private Calls(long[] nanos) {
    Arrays.sort(nanos);
    this.nanos = nanos;
  }

  /**
   * Calls, and a trivial one made in between, so that both meet the same machine.
   *
   * @param calls what is measured
   * @param trivial what a call must cost here that does next to nothing
   */
  record Both(Calls calls, Calls trivial) {}

  /** Makes calls with growing numbers, each after a trivial one; the first ones only warm up. */
  static Both timed(int count, IntConsumer call, IntConsumer trivial) {
    for (int n = 0; n < WARM; n++) {
      paced(n, trivial);
      paced(n, call);
    }
    long[] floor = new long[count];
    long[] nanos = new long[count];
    for (int n = 0; n < count; n++) {
      floor[n] = paced(WARM + n, trivial);
      nanos[n] = paced(WARM + n, call);
    }
    return new Both(new Calls(nanos), new Calls(floor));
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
