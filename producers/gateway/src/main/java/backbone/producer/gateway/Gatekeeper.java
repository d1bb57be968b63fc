// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.service.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks who sends; counts whom it turns away, and tells their address now and then. */
final class Gatekeeper {

  /** The same to who has no token and to who has a wrong one. */
  static final String REFUSAL =
      "The request has no valid token. Send a token of this gateway as `Authorization: Bearer"
          + " TOKEN`.";

  private static final Logger log = LoggerFactory.getLogger(Gatekeeper.class);
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final Entrances entrances;
  private final Signals signals;
  private final LongSupplier nanoTime;

  // Guarded by this.
  private long refused;
  private long toldNanos;

  Gatekeeper(Entrances entrances, Signals signals) {
    this(entrances, signals, System::nanoTime);
  }

  Gatekeeper(Entrances entrances, Signals signals, LongSupplier nanoTime) {
    this.entrances = entrances;
    this.signals = signals;
    this.nanoTime = nanoTime;
    this.toldNanos = nanoTime.getAsLong() - QUIET_NANOS;
  }

  /**
   * The entrance of a request, or empty to refuse it. What it would have carried is not read, so it
   * counts as one item.
   *
   * @param authorization all values of that header
   * @param peer who sends, for the log
   */
  Optional<Entrance> admit(List<String> authorization, Object peer) {
    Optional<Entrance> entrance = entrances.find(authorization);
    if (entrance.isEmpty()) {
      signals.received(1);
      signals.dropped("unauthenticated", 1);
      tell(peer);
    }
    return entrance;
  }

  private synchronized void tell(Object peer) {
    refused++;
    long now = nanoTime.getAsLong();
    if (now - toldNanos >= QUIET_NANOS) {
      log.warn("Refused what has no valid token. requests={} lastPeer={}", refused, peer);
      toldNanos = now;
      refused = 0;
    }
  }
}
