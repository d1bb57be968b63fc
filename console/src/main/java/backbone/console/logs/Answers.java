// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.logs;

import backbone.console.search.Cursor;
import backbone.console.search.Facet;
import backbone.console.search.Limits;
import backbone.console.search.LogFilter;
import backbone.console.search.LogQueries;
import backbone.console.search.TimeRange;
import backbone.console.store.Flat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Elasticsearch's answers in the shape that the page reads. */
public final class Answers {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Answers() {}

  /** Events of a list, with the words to mark and whether the search ended early. */
  static ObjectNode list(JsonNode answer, LogFilter filter) {
    ObjectNode view = view(answer);
    ArrayNode events = view.putArray("events");
    for (JsonNode hit : answer.path("hits").path("hits")) {
      events.add(event(hit));
    }
    ArrayNode marks = view.putArray("marks");
    filter.marks().forEach(marks::add);
    return view;
  }

  /** Cursor of the next page, null at the end. */
  static String next(JsonNode answer, int size) {
    JsonNode hits = answer.path("hits").path("hits");
    return hits.size() < size ? null : Cursor.of(hits.get(hits.size() - 1).path("sort"));
  }

  static Optional<Instant> newestIngested(JsonNode answer) {
    Optional<Instant> newest = Optional.empty();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      JsonNode ingested = hit.path("fields").path("event.ingested").path(0);
      if (ingested.isTextual()) {
        Instant time = Instant.parse(ingested.asText());
        newest = newest.filter(time::isBefore).or(() -> Optional.of(time));
      }
    }
    return newest;
  }

  static ObjectNode histogram(JsonNode answer, TimeRange range) {
    ObjectNode view = view(answer);
    view.put("from", range.from().toString()).put("to", range.to().toString());
    view.put("intervalMs", LogQueries.interval(range).toMillis());
    view.put("total", answer.path("hits").path("total").path("value").asLong());
    ArrayNode bars = view.putArray("bars");
    for (JsonNode bucket : answer.at("/aggregations/time/buckets")) {
      ObjectNode bar = bars.addObject().put("t", bucket.path("key").asLong());
      bar.put("total", bucket.path("doc_count").asLong());
      ObjectNode levels = bar.putObject("levels");
      for (JsonNode level : bucket.at("/level/buckets")) {
        levels.put(level.path("key").asText(), level.path("doc_count").asLong());
      }
    }
    return view;
  }

  static ObjectNode facets(JsonNode answer) {
    ObjectNode view = view(answer);
    for (Facet facet : Facet.values()) {
      JsonNode agg = answer.path("aggregations").path(facet.parameter());
      ObjectNode out = view.putObject(facet.parameter());
      ArrayNode values = out.putArray("values");
      for (JsonNode bucket : agg.at("/values/buckets")) {
        values
            .addObject()
            .put("value", bucket.path("key").asText())
            .put("count", bucket.path("doc_count").asLong());
      }
      out.put("absent", agg.at("/absent/doc_count").asLong());
      out.put("others", agg.at("/values/sum_other_doc_count").asLong());
    }
    return view;
  }

  static ObjectNode extent(JsonNode answer) {
    ObjectNode view = view(answer);
    JsonNode aggs = answer.path("aggregations");
    extent(view.putObject("all"), answer.path("hits").path("total").path("value").asLong(), aggs);
    JsonNode same = aggs.path("same");
    extent(view.putObject("search"), same.path("doc_count").asLong(), same);
    return view;
  }

  static ObjectNode one(JsonNode hit) {
    ObjectNode view = JSON.objectNode();
    view.put("id", hit.path("_id").asText()).put("index", hit.path("_index").asText());
    view.set("fields", Flat.of(hit.path("_source")));
    view.set("source", hit.path("_source"));
    return view;
  }

  private static void extent(ObjectNode view, long count, JsonNode aggs) {
    view.put("count", count);
    view.set("oldest", aggs.path("min").path("value_as_string"));
    view.set("newest", aggs.path("max").path("value_as_string"));
  }

  /** Whether the search ended early or some shards did not answer. */
  public static boolean partial(JsonNode answer) {
    return answer.path("timed_out").asBoolean() || answer.at("/_shards/failed").asInt() > 0;
  }

  private static ObjectNode view(JsonNode answer) {
    return JSON.objectNode()
        .put("partial", partial(answer))
        .put("tookMs", answer.path("took").asLong());
  }

  /** A line of a list. */
  public static ObjectNode event(JsonNode hit) {
    ObjectNode event = JSON.objectNode().put("id", hit.path("_id").asText());
    for (Map.Entry<String, JsonNode> field : hit.path("fields").properties()) {
      event.set(field.getKey(), field.getValue().path(0));
    }
    String message = event.path("message").asText();
    if (message.length() > Limits.LIST_MESSAGE_CHARS_MAX) {
      event.put("message", message.substring(0, Limits.LIST_MESSAGE_CHARS_MAX)).put("cut", true);
    }
    return event;
  }
}
