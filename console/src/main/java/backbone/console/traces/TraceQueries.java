// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.console.search.Buckets;
import backbone.console.search.Clauses;
import backbone.console.search.Limits;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Bodies of the searches for traces; each is bounded in time and size. */
final class TraceQueries {

  /** Spans of one trace that are looked at. */
  static final int SPANS_MAX = 5_000;

  /** Services that a summary counts. */
  private static final int SERVICES_MAX = 20;

  /** Traces begin before and end after their matching span by at most this. */
  private static final Duration AROUND = Duration.ofDays(1);

  /** What a tree needs of a span; the rest is read one span at a time. */
  private static final List<String> SPAN_FIELDS =
      List.of(
          "@timestamp",
          "span.id",
          "parent.id",
          "span.name",
          "span.kind",
          "span.end",
          "span.status.message",
          "service.name",
          "host.name",
          "event.duration",
          "event.outcome",
          "sampling.policy",
          "sampling.threshold",
          "labels.team");

  private TraceQueries() {}

  /** The newest fitting span of each trace, newest first. */
  static ObjectNode matching(TraceFilter filter, int size, Optional<TraceCursor> cursor) {
    Clauses clauses = filter.clauses();
    cursor.ifPresent(c -> clauses.before(c.end()).notIn("trace.id", c.listed()));
    ObjectNode body = clauses.search(size);
    body.put("_source", false);
    body.putObject("collapse").put("field", "trace.id");
    body.putArray("sort")
        .addObject()
        .putObject("@timestamp")
        .put("order", "desc")
        .put("format", Clauses.NANOS)
        .put("numeric_type", "date_nanos")
        .put("unmapped_type", "date_nanos");
    return body;
  }

  /** How many traces fit, about: exact up to some thousands. */
  static ObjectNode count(TraceFilter filter) {
    ObjectNode body = filter.clauses().search(0);
    body.putObject("aggs").putObject("traces").putObject("cardinality").put("field", "trace.id");
    return body;
  }

  /** Size, ends, errors, services and root of each of the traces. */
  static ObjectNode summaries(Collection<String> traceIds, TraceFilter filter) {
    ObjectNode body =
        new Clauses().within(filter.range().around(AROUND)).in("trace.id", traceIds).search(0);
    ObjectNode traces =
        Buckets.values(body.putObject("aggs"), "traces", "trace.id", traceIds.size());
    traces.putObject("start").putObject("min").put("field", "@timestamp");
    traces.putObject("end").putObject("max").put("field", "span.end");
    failed(traces.putObject("errors"));
    ObjectNode services = Buckets.values(traces, "services", "service.name", SERVICES_MAX);
    failed(services.putObject("errors"));
    Buckets.values(traces, "policy", "sampling.policy", 1);
    ObjectNode roots = traces.putObject("roots");
    roots.set("filter", new Clauses().absent("parent.id").query());
    earliest(roots.putObject("aggs").putObject("span"));
    earliest(traces.putObject("first"));
    ObjectNode fitting = traces.putObject("fitting");
    fitting.set("filter", filter.clauses().query());
    fitting.putObject("aggs").putObject("newest").putObject("max").put("field", "@timestamp");
    return body;
  }

  /** Values to choose from; operations are those of the chosen service. */
  static ObjectNode facets(TraceFilter filter) {
    ObjectNode body = new Clauses().within(filter.range()).search(0);
    ObjectNode aggs = body.putObject("aggs");
    Buckets.values(aggs, "services", "service.name", Limits.FACET_VALUES_MAX);
    Buckets.values(aggs, "policies", "sampling.policy", Limits.FACET_VALUES_MAX);
    ObjectNode ofService = aggs.putObject("ofService");
    ofService.set("filter", new Clauses().isIfAny("service.name", filter.service()).query());
    Buckets.values(ofService.putObject("aggs"), "operations", "span.name", 100);
    return body;
  }

  /** The spans of a trace, without what only their own panel shows. */
  static ObjectNode spans(String traceId) {
    ObjectNode body = new Clauses().is("trace.id", traceId).search(SPANS_MAX);
    body.put("track_total_hits", true);
    ArrayNode source = body.putArray("_source");
    SPAN_FIELDS.forEach(source::add);
    Span.FIGURES.forEach(name -> source.add("attributes." + name));
    body.putArray("sort")
        .addObject()
        .putObject("@timestamp")
        .put("order", "asc")
        .put("numeric_type", "date_nanos")
        .put("unmapped_type", "date_nanos");
    return body;
  }

  /** One span in full. */
  static ObjectNode span(String traceId, String spanId) {
    return new Clauses().is("trace.id", traceId).is("span.id", spanId).search(1);
  }

  private static void failed(ObjectNode aggregation) {
    aggregation.set("filter", new Clauses().is("event.outcome", "failure").query());
  }

  private static void earliest(ObjectNode aggregation) {
    ObjectNode hits = aggregation.putObject("top_hits").put("size", 1);
    hits.putArray("sort").addObject().put("@timestamp", "asc");
    ArrayNode source = hits.putArray("_source");
    List.of("service.name", "span.name", "event.duration", "event.outcome", "@timestamp")
        .forEach(source::add);
  }
}
