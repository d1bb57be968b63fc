// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import java.time.Duration;

/** Whether the end was asked for, and whether the time to come to it is over. */
final class Ending {

  private static final long NEVER = Long.MAX_VALUE;

  private volatile boolean asked;
  private volatile long untilNanos = NEVER;

  void ask(Duration wait) {
    untilNanos = System.nanoTime() + wait.toNanos();
    asked = true;
  }

  boolean isAsked() {
    return asked;
  }

  boolean isOver() {
    return asked && System.nanoTime() - untilNanos >= 0;
  }
}
