// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.util.Optional;

/**
 * One running part of the backbone. Making one does no I/O; {@link #start} begins the work and
 * returns, so that a peer that is down cannot stop the process from starting.
 */
public interface Part extends AutoCloseable {

  /**
   * Starts the work. Connecting goes on in the background, with retries for ever.
   *
   * @throws Exception only for what no retry can mend, such as a folder that cannot be written
   */
  void start() throws Exception;

  /** How the part is, now; cheap, never blocks. */
  Health health();

  /**
   * Why only a new process can help, such as a thread that has not turned for far too long; empty
   * when all is well and also while a peer is away. Cheap, never blocks.
   */
  default Optional<String> stuck() {
    return Optional.empty();
  }

  /** Stops gracefully within 8 seconds; a second call does nothing. */
  @Override
  void close();
}
