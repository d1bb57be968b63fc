// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.traces.Decisions;
import backbone.console.traces.Fate;
import java.time.Instant;
import java.util.Optional;

/** Traces whose id begins with d were dropped, with a were kept, all others are undecided. */
final class FakeDecisions implements Decisions {

  static final Instant AT = Instant.parse("2026-11-20T13:58:00Z");

  @Override
  public Fate find(String traceId, Optional<Instant> at) {
    return switch (traceId.charAt(0)) {
      case 'd' -> new Fate.Dropped("ten-percent", at.orElse(AT));
      case 'a' -> new Fate.Kept("errors", at.orElse(AT));
      default -> new Fate.Undecided(AT, 10);
    };
  }

  @Override
  public void close() {}
}
