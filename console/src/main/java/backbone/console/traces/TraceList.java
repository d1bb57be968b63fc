// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A page of traces out of two answers: which traces fit, and what they look like. */
final class TraceList {

  private static final double NANOS_PER_MILLI = 1e6;

  private TraceList() {}

  /** Ids of the traces that fit, each with its newest fitting span's millisecond. */
  static Map<String, Long> ids(JsonNode matching) {
    Map<String, Long> ids = new LinkedHashMap<>();
    for (JsonNode hit : matching.path("hits").path("hits")) {
      String id = hit.path("fields").path("trace.id").path(0).asText();
      long nanos = Span.nanos(hit.path("sort").path(0).asText());
      ids.put(id, Math.floorDiv(nanos, 1_000_000L));
    }
    return ids;
  }

  /**
   * Adds the traces in their order.
   *
   * @param cursor of this page; a trace with a fitting span behind it was on an earlier page
   */
  static void add(
      ArrayNode traces, Map<String, Long> ids, JsonNode summaries, Optional<TraceCursor> cursor) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    for (JsonNode bucket : summaries.at("/aggregations/traces/buckets")) {
      byId.put(bucket.path("key").asText(), bucket);
    }
    for (String id : ids.keySet()) {
      JsonNode bucket = byId.get(id);
      if (bucket != null && !listedBefore(bucket, cursor)) {
        traces.add(summary(id, bucket));
      }
    }
  }

  /** Cursor of the next page, null at the end. */
  static String next(Map<String, Long> ids, int size) {
    if (ids.size() < size) {
      return null;
    }
    List<Long> times = new ArrayList<>(ids.values());
    long last = times.get(times.size() - 1);
    List<String> sameTime =
        ids.entrySet().stream().filter(e -> e.getValue() == last).map(Map.Entry::getKey).toList();
    return TraceCursor.after(last, sameTime).text();
  }

  private static boolean listedBefore(JsonNode bucket, Optional<TraceCursor> cursor) {
    double newest = bucket.at("/fitting/newest/value").asDouble(0);
    return cursor.isPresent() && newest >= cursor.get().end().toEpochMilli();
  }

  private static ObjectNode summary(String id, JsonNode bucket) {
    ObjectNode trace = JsonNodeFactory.instance.objectNode().put("traceId", id);
    JsonNode root = bucket.at("/roots/span/hits/hits/0");
    JsonNode first = bucket.at("/first/hits/hits/0");
    Span head = Span.of(root.isMissingNode() ? first : root);
    trace.put("rootMissing", root.isMissingNode());
    trace.put("service", head.service()).put("operation", head.name());
    trace.put("start", Span.of(first).text("@timestamp"));
    trace.put("startMs", bucket.at("/start/value").asDouble());
    trace.put("durationMs", durationMs(bucket, head));
    trace.put("spans", bucket.path("doc_count").asLong());
    trace.put("errors", bucket.at("/errors/doc_count").asLong());
    trace.put("policy", bucket.at("/policy/buckets/0/key").asText(""));
    ArrayNode services = trace.putArray("services");
    for (JsonNode service : bucket.at("/services/buckets")) {
      services
          .addObject()
          .put("name", service.path("key").asText())
          .put("spans", service.path("doc_count").asLong())
          .put("errors", service.at("/errors/doc_count").asLong());
    }
    return trace;
  }

  /** Aggregations know times to the millisecond; the root knows its own length better. */
  private static double durationMs(JsonNode bucket, Span head) {
    double ofHead = head.durationNs() / NANOS_PER_MILLI;
    double ends = bucket.at("/end/value").asDouble(0) - bucket.at("/start/value").asDouble(0);
    return ends > ofHead + 1 ? ends : ofHead;
  }
}
