// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import backbone.engine.mask.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The spans of a record that are refused: one dead letter per class, however many there are, so
 * that a bad record cannot become a flood.
 */
final class Faults {

  private static final class Fault {
    private final String reason;
    private final String excerpt;
    private int spans;

    private Fault(String reason, String excerpt) {
      this.reason = reason;
      this.excerpt = excerpt;
    }
  }

  private final Map<String, Fault> faults = new LinkedHashMap<>();
  private final Excerpt excerpt;

  Faults(Excerpt excerpt) {
    this.excerpt = excerpt;
  }

  void clear() {
    faults.clear();
  }

  void add(String faultClass, String reason, SpanRow span) {
    Fault fault = faults.get(faultClass);
    if (fault == null) {
      fault = new Fault(reason, excerpt.ofBinary(span.bytes(), span.from(), span.to()));
      faults.put(faultClass, fault);
    }
    fault.spans++;
  }

  void tell(SpanOutput out) {
    faults.forEach((name, fault) -> out.dead(name, fault.reason, fault.excerpt, fault.spans));
  }
}
