// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Bodies of the searches that the console sends; each is bounded in time and size. */
public final class LogQueries {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String NANOS = "strict_date_optional_time_nanos";

  /** What a list shows of an event. */
  private static final List<String> LIST_FIELDS =
      List.of(
          "message",
          "log.level",
          "service.name",
          "host.name",
          "log.file.path",
          "log.offset",
          "trace.id",
          "http.response.status_code",
          "labels.team",
          "labels.env",
          "origin.id");

  /** Ties of time are settled by file and offset, and by origin where there is no file. */
  private static final List<String> SORT_FIELDS =
      List.of("log.file.path", "log.offset", "origin.id");

  private LogQueries() {}

  /** One page of events, sorted by time, then file and offset. */
  public static ObjectNode list(LogFilter filter, Page page) {
    ObjectNode body = listOf(filter.query(), page.size());
    sort(body, page.newestFirst());
    page.cursor().ifPresent(c -> body.set("search_after", Cursor.parse(c, SORT_FIELDS.size() + 1)));
    return body;
  }

  /** What was ingested since a time, newest first. */
  public static ObjectNode tail(LogFilter filter, Instant since, int size) {
    ObjectNode query = filter.query();
    ArrayNode clauses = (ArrayNode) query.at("/bool/filter");
    clauses
        .addObject()
        .putObject("range")
        .putObject("event.ingested")
        .put("gte", since.toString())
        .put("format", NANOS);
    ObjectNode body = listOf(query, size);
    sort(body, true);
    return body;
  }

  /** Counts per level over time. */
  public static ObjectNode histogram(LogFilter filter) {
    ObjectNode body = body(filter.query(), 0);
    ObjectNode time = body.putObject("aggs").putObject("time");
    time.putObject("date_histogram")
        .put("field", "@timestamp")
        .put("fixed_interval", Interval.of(filter.range()).toSeconds() + "s")
        .put("min_doc_count", 1);
    terms(time.putObject("aggs").putObject("level"), "log.level", 10);
    return body;
  }

  /** Lines of one trace in time order, of all times. */
  public static ObjectNode ofTrace(String traceId, int size) {
    ObjectNode body = listOf(new Clauses().is("trace.id", traceId).query(), size);
    ((ArrayNode) body.path("fields")).add("span.id").add("error.type");
    body.put("track_total_hits", true);
    sort(body, false);
    return body;
  }

  /** Error lines over time, in buckets of a width. */
  public static ObjectNode errors(TimeRange range, Duration width) {
    ObjectNode body =
        new Clauses().within(range).in("log.level", List.of("error", "fatal")).search(0);
    Buckets.time(body.putObject("aggs"), width);
    return body;
  }

  /** Width of the bars that {@link #histogram} asks for. */
  public static Duration interval(TimeRange range) {
    return Interval.of(range);
  }

  /** Values of every facet with counts, each under the filters of the others. */
  public static ObjectNode facets(LogFilter filter) {
    ObjectNode body = body(filter.queryWithoutFacets(), 0);
    ObjectNode aggs = body.putObject("aggs");
    for (Facet facet : Facet.values()) {
      ObjectNode others = aggs.putObject(facet.parameter());
      others.set("filter", filter.facetsExcept(facet));
      ObjectNode inner = others.putObject("aggs");
      terms(inner.putObject("values"), facet.indexName(), Limits.FACET_VALUES_MAX);
      inner.putObject("absent").putObject("missing").put("field", facet.indexName());
    }
    return body;
  }

  /** Where there is data when a range is empty: of this search at all times, and at all. */
  public static ObjectNode extent(LogFilter filter) {
    ObjectNode body = body(JSON.objectNode().set("match_all", JSON.objectNode()), 0);
    ObjectNode aggs = body.putObject("aggs");
    ends(aggs);
    ObjectNode same = aggs.putObject("same");
    same.set("filter", filter.queryOfAllTime());
    ends(same.putObject("aggs"));
    return body;
  }

  /** One event in full. */
  public static ObjectNode one(String id) {
    ObjectNode query = JSON.objectNode();
    query.putObject("ids").putArray("values").add(id);
    return body(query, 1).put("_source", true);
  }

  private static ObjectNode listOf(ObjectNode query, int size) {
    ObjectNode body = body(query, size).put("_source", false);
    ArrayNode fields = body.putArray("fields");
    time(fields, "@timestamp");
    time(fields, "event.ingested");
    LIST_FIELDS.forEach(fields::add);
    return body;
  }

  private static void time(ArrayNode fields, String name) {
    fields.addObject().put("field", name).put("format", NANOS);
  }

  private static ObjectNode body(com.fasterxml.jackson.databind.JsonNode query, int size) {
    ObjectNode body = JSON.objectNode();
    body.put("size", size)
        .put("timeout", Limits.SEARCH_TIMEOUT.toSeconds() + "s")
        .put("track_total_hits", size == 0);
    body.set("query", query);
    return body;
  }

  private static void sort(ObjectNode body, boolean newestFirst) {
    String order = newestFirst ? "desc" : "asc";
    ArrayNode sort = body.putArray("sort");
    sort.addObject()
        .putObject("@timestamp")
        .put("order", order)
        .put("format", NANOS)
        .put("numeric_type", "date_nanos")
        .put("unmapped_type", "date_nanos");
    for (String field : SORT_FIELDS) {
      String type = field.equals("log.offset") ? "long" : "keyword";
      sort.addObject().putObject(field).put("order", order).put("unmapped_type", type);
    }
  }

  private static void terms(ObjectNode agg, String field, int size) {
    agg.putObject("terms").put("field", field).put("size", size);
  }

  private static void ends(ObjectNode aggs) {
    for (String end : List.of("min", "max")) {
      aggs.putObject(end).putObject(end).put("field", "@timestamp").put("format", NANOS);
    }
  }
}
