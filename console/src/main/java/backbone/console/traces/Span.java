// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.console.store.Flat;
import backbone.schema.otlp.ResourceFigures;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * One span as the index has it.
 *
 * @param parentId empty for a root
 * @param startNs nanoseconds since 1970
 * @param durationNs never negative
 * @param fields all that was read, under dotted names
 */
record Span(
    String spanId,
    String parentId,
    String name,
    String service,
    long startNs,
    long durationNs,
    ObjectNode fields) {

  /** What a span used of its thread, process and host. */
  static final List<String> FIGURES =
      List.of(
          ResourceFigures.THREAD_CPU_TIME,
          ResourceFigures.THREAD_ALLOCATED_BYTES,
          ResourceFigures.HEAP_UTILIZATION,
          ResourceFigures.PROCESS_CPU,
          ResourceFigures.HOST_CPU,
          ResourceFigures.GC_DURATION);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  static Span of(JsonNode hit) {
    ObjectNode fields = Flat.of(hit.path("_source"));
    return new Span(
        fields.path("span.id").asText(),
        fields.path("parent.id").asText(),
        fields.path("span.name").asText(),
        fields.path("service.name").asText(),
        nanos(fields.path("@timestamp").asText()),
        Math.max(0, fields.path("event.duration").asLong()),
        fields);
  }

  long endNs() {
    return startNs + durationNs;
  }

  boolean failed() {
    return fields.path("event.outcome").asText().equals("failure");
  }

  String text(String field) {
    return fields.path(field).asText("");
  }

  /** Nanoseconds since 1970 of an ISO time; 0 for what is none. */
  static long nanos(String time) {
    try {
      Instant instant = Instant.parse(time);
      return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
