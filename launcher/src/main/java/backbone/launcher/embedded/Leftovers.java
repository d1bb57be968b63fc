// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import java.time.Duration;
import java.util.List;

/**
 * Processes that a killed launcher left behind. They end by themselves within ten seconds, because
 * their standard input has closed; what does not is killed, recognised by pid and start time.
 */
public final class Leftovers {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MS = 100;

  private Leftovers() {}

  /** Waits until all are gone; kills the last ones. */
  public static void end(RunState state) {
    end(state, PATIENCE);
  }

  static void end(RunState state, Duration patience) {
    List<Running> all =
        state.parts().stream().map(PartState::processes).flatMap(List::stream).toList();
    long deadline = System.nanoTime() + patience.toNanos();
    while (all.stream().anyMatch(p -> p.handle().isPresent()) && System.nanoTime() < deadline) {
      pause();
    }
    all.forEach(p -> p.handle().ifPresent(ProcessHandle::destroyForcibly));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
