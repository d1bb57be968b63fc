// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Notices when a thread that must turn again and again no longer does. Safe for all threads. */
public final class Heartbeat {

  private final String what;
  private final Duration silenceMax;
  private final LongSupplier nanos;
  private volatile long lastNanos;
  private volatile boolean begun;

  private Heartbeat(String what, Duration silenceMax, LongSupplier nanos) {
    this.what = what;
    this.silenceMax = silenceMax;
    this.nanos = nanos;
  }

  /**
   * One that has not begun, and so is well.
   *
   * @param what sentence for people that goes on with "for 301 s", such as "The shipper has not
   *     looked at its files"
   * @param silenceMax far longer than any turn takes, also while peers are away
   */
  public static Heartbeat of(String what, Duration silenceMax) {
    return of(what, silenceMax, System::nanoTime);
  }

  static Heartbeat of(String what, Duration silenceMax, LongSupplier nanos) {
    return new Heartbeat(what, silenceMax, nanos);
  }

  /** A turn begins or ends. */
  public void beat() {
    lastNanos = nanos.getAsLong();
    begun = true;
  }

  /** What to tell when no turn was taken for too long, or empty. */
  public Optional<String> stuck() {
    Duration silence = Duration.ofNanos(nanos.getAsLong() - lastNanos);
    return begun && silence.compareTo(silenceMax) > 0
        ? Optional.of(what + " for " + silence.toSeconds() + " s")
        : Optional.empty();
  }
}
