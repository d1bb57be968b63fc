// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;

/** Conditions that must all hold, collected into one query of Elasticsearch. */
public final class Clauses {

  /** Times with all their nanoseconds. */
  public static final String NANOS = "strict_date_optional_time_nanos";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectNode query = JSON.objectNode();
  private final ArrayNode filter;
  private final ArrayNode mustNot;

  public Clauses() {
    ObjectNode bool = query.putObject("bool");
    filter = bool.putArray("filter");
    mustNot = bool.putArray("must_not");
  }

  /** Event time within a range. */
  public Clauses within(TimeRange range) {
    time().put("gte", range.from().toString()).put("lt", range.to().toString());
    return this;
  }

  /** Event time before an instant. */
  public Clauses before(Instant end) {
    time().put("lt", end.toString());
    return this;
  }

  /** A field has exactly this value. */
  public Clauses is(String field, String value) {
    filter.addObject().putObject("term").put(field, value);
    return this;
  }

  /** The same, unless the value is empty, which asks for nothing. */
  public Clauses isIfAny(String field, String value) {
    return value.isEmpty() ? this : is(field, value);
  }

  /** A field has one of these values. */
  public Clauses in(String field, Collection<String> values) {
    ArrayNode terms = filter.addObject().putObject("terms").putArray(field);
    values.forEach(terms::add);
    return this;
  }

  /** A field has none of these values. */
  public Clauses notIn(String field, Collection<String> values) {
    ArrayNode terms = mustNot.addObject().putObject("terms").putArray(field);
    values.forEach(terms::add);
    return this;
  }

  /** A field is absent. */
  public Clauses absent(String field) {
    mustNot.addObject().putObject("exists").put("field", field);
    return this;
  }

  /**
   * A number compares with a bound.
   *
   * @param operator {@code gte}, {@code gt}, {@code lte} or {@code lt}
   */
  public Clauses number(String field, String operator, long bound) {
    filter.addObject().putObject("range").putObject(field).put(operator, bound);
    return this;
  }

  /** Any other condition. */
  public Clauses and(JsonNode clause) {
    filter.add(clause);
    return this;
  }

  /** The conditions as one query. */
  public ObjectNode query() {
    return query;
  }

  /** A whole search with this query, bounded in time; counts exactly when it lists nothing. */
  public ObjectNode search(int size) {
    ObjectNode body = JSON.objectNode();
    body.put("size", size)
        .put("timeout", Limits.SEARCH_TIMEOUT.toSeconds() + "s")
        .put("track_total_hits", size == 0);
    body.set("query", query);
    return body;
  }

  private ObjectNode time() {
    return filter.addObject().putObject("range").putObject("@timestamp").put("format", NANOS);
  }
}
