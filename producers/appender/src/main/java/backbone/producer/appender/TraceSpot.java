// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import java.util.Map;

/**
 * Finds out where in a trace a thread is: by what tracing libraries put into the thread's context
 * (OpenTelemetry's agent, Micrometer, Elastic's agent), else by OpenTelemetry's API where the
 * application has it.
 */
final class TraceSpot {

  private static final String[][] PAIRS = {
    {"trace_id", "span_id"}, {"traceId", "spanId"}, {"trace.id", "span.id"}
  };

  private static final boolean WITH_API = isApiThere();

  private TraceSpot() {}

  /** The spot of the current thread, or null; call it on the thread that logs. */
  static Entry.Spot of(Map<String, String> context) {
    if (!context.isEmpty()) {
      for (String[] pair : PAIRS) {
        String trace = context.get(pair[0]);
        if (trace != null && !trace.isEmpty()) {
          return new Entry.Spot(trace, context.get(pair[1]));
        }
      }
    }
    return WITH_API ? CurrentSpan.spot() : null;
  }

  /** Whether a key of the context is told by the spot. */
  static boolean isKey(String key) {
    for (String[] pair : PAIRS) {
      if (key.equals(pair[0]) || key.equals(pair[1])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isApiThere() {
    try {
      Class.forName("io.opentelemetry.api.trace.Span", false, TraceSpot.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
