// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far back a tail looks again on each poll. Events become searchable out of order of arrival:
 * partitions and workers of the sink run side by side, so what arrived before the newest seen event
 * may appear after it. The page drops what it already has by id.
 */
final class TailWindow {

  private static final Duration OVERLAP = Duration.ofSeconds(10);
  private static final Duration BEHIND_MAX = Duration.ofMinutes(5);

  private final Supplier<Optional<Instant>> completeUpTo;

  TailWindow(Supplier<Optional<Instant>> completeUpTo) {
    this.completeUpTo = completeUpTo;
  }

  Instant start(Instant since) {
    Instant complete = completeUpTo.get().orElse(since);
    Instant earlier = complete.isBefore(since) ? complete : since;
    Instant furthest = since.minus(BEHIND_MAX);
    return (earlier.isBefore(furthest) ? furthest : earlier).minus(OVERLAP);
  }
}
