// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.streams.Entrance.Signal;
import java.util.HashMap;
import java.util.Map;

/**
 * What a task has met since its last commit; told only then, so that a repeat is not told twice.
 */
final class Pending {

  long received;
  long sent;
  long errors;
  long late;
  long outside;
  long expired;
  long unknown;
  final Map<Signal, Lateness> lateness = LatenessCollector.bySignal();
  final Map<String, Long> dropped = new HashMap<>();
  final Map<String, Long> overflow = new HashMap<>();
  final Map<Unpaired, Long> unpaired = new HashMap<>();

  /** Which side, and why it waits no longer. */
  record Unpaired(String side, String reason) {}

  /** An item's own time, which may not be believed, beside its arrival. */
  void time(Signal signal, long eventMs, long arrivalMs) {
    if (EventMinute.outside(eventMs, arrivalMs)) {
      outside++;
    } else {
      lateness.get(signal).observe(eventMs, arrivalMs);
    }
  }

  void dropped(String reason, long n) {
    dropped.merge(reason, n, Long::sum);
  }

  void overflow(String label, long n) {
    overflow.merge(label, n, Long::sum);
  }

  /** A side of a request whose other side did not come. */
  void unpaired(String side, String reason) {
    unpaired.merge(new Unpaired(side, reason), 1L, Long::sum);
  }

  /** Tells it all and begins anew. */
  void tell(DeriveMetricsSignals signals) {
    signals.take(this);
    received = 0;
    sent = 0;
    errors = 0;
    late = 0;
    outside = 0;
    expired = 0;
    unknown = 0;
    lateness.values().forEach(Lateness::clear);
    dropped.clear();
    overflow.clear();
    unpaired.clear();
  }
}
