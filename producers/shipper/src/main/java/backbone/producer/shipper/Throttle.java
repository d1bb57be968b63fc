// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lets one message per subject and minute through. */
final class Throttle {

  private static final long PAUSE_MS = 60_000;
  private static final int SUBJECTS_MAX = 1000;

  private final Map<String, Long> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > SUBJECTS_MAX;
        }
      };

  boolean passes(String subject, long nowMs) {
    Long before = last.get(subject);
    if (before != null && nowMs - before < PAUSE_MS) {
      return false;
    }
    last.put(subject, nowMs);
    return true;
  }
}
