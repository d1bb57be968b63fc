// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import java.util.Map;
import java.util.TreeMap;

/** How often each masking rule fired in a record, by service. */
final class MaskTally {

  private final Map<String, Map<String, Long>> byService = new TreeMap<>();
  private final Map<String, Long> unnamed = new TreeMap<>();

  void clear() {
    byService.clear();
    unnamed.clear();
  }

  /** Counts for the batch that is being read; its resource may name the service at its end. */
  void add(Map<String, Long> counts) {
    counts.forEach((rule, count) -> unnamed.merge(rule, count, Long::sum));
  }

  /** Ends a batch. */
  void name(String service) {
    if (!unnamed.isEmpty()) {
      Map<String, Long> own = byService.computeIfAbsent(service, first -> new TreeMap<>());
      unnamed.forEach((rule, count) -> own.merge(rule, count, Long::sum));
      unnamed.clear();
    }
  }

  void tell(SpanOutput out) {
    byService.forEach((service, counts) -> out.masked(service, Map.copyOf(counts)));
  }
}
