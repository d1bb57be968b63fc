// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import java.time.Instant;
import java.util.Optional;

/** Looks up what tail sampling decided. */
public interface Decisions extends AutoCloseable {

  /**
   * Finds what became of a trace within a few seconds; never throws for what it cannot reach.
   *
   * @param traceId 32 lower-case hex digits
   * @param at about when the trace ran, if known; looking starts there
   */
  Fate find(String traceId, Optional<Instant> at);

  @Override
  void close();
}
