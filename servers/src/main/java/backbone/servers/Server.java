// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.time.Duration;

/** One of the servers: made without I/O, started once, stopped or killed. */
public interface Server extends AutoCloseable {

  /**
   * Writes the configuration and starts the process.
   *
   * @throws IOException when that fails
   */
  void start() throws IOException;

  /** Whether it answers, now. */
  boolean ready();

  /** The running process. */
  ServerProcess process();

  @Override
  default void close() {
    if (process() != null) {
      process().close();
    }
  }

  /**
   * Waits until the server answers.
   *
   * @throws IOException when it ends or does not answer in time; names its log
   */
  default void awaitReady(Duration time) throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    while (!ready()) {
      if (!process().alive()) {
        throw new IOException(
            process().name() + " ended with code " + process().exitCode() + ". " + process().why());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            process().name()
                + " does not answer after "
                + time.toSeconds()
                + " s. "
                + process().why());
      }
      Probe.pause();
    }
  }
}
