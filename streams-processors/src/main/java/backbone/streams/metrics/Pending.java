// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

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
  final Map<String, Long> dropped = new HashMap<>();
  final Map<String, Long> overflow = new HashMap<>();

  void dropped(String reason, long n) {
    dropped.merge(reason, n, Long::sum);
  }

  void overflow(String label, long n) {
    overflow.merge(label, n, Long::sum);
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
    dropped.clear();
    overflow.clear();
  }
}
