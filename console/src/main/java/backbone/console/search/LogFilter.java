// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which events are meant.
 *
 * @param range event time
 * @param text as typed
 * @param values wanted values by facet; a facet that is absent is not filtered; an empty value asks
 *     for events without the field
 */
public record LogFilter(TimeRange range, String text, Map<Facet, List<String>> values) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  public LogFilter {
    values = Map.copyOf(values);
    values.forEach(LogFilter::check);
  }

  /** Words to mark in messages. */
  public List<String> marks() {
    return TextQuery.marks(text);
  }

  /** Everything at once: time, text and facets. */
  ObjectNode query() {
    return new Bool().time(range).text(text).facets(this, Optional.empty()).query;
  }

  /** The same without the time range. */
  ObjectNode queryOfAllTime() {
    return new Bool().text(text).facets(this, Optional.empty()).query;
  }

  /** Time and text only: what facets are counted in. */
  ObjectNode queryWithoutFacets() {
    return new Bool().time(range).text(text).query;
  }

  /** All facets but one, so that its other values stay visible when one is chosen. */
  ObjectNode facetsExcept(Facet facet) {
    return new Bool().facets(this, Optional.of(facet)).query;
  }

  private static void check(Facet facet, List<String> wanted) {
    boolean tooLong = wanted.stream().anyMatch(v -> v.length() > Limits.FILTER_VALUE_CHARS_MAX);
    if (tooLong || wanted.size() > Limits.FILTER_VALUES_MAX) {
      throw new BadQueryException(
          "%s: at most %d values of %d characters are allowed. Choose fewer."
              .formatted(
                  facet.parameter(), Limits.FILTER_VALUES_MAX, Limits.FILTER_VALUE_CHARS_MAX));
    }
  }

  private static final class Bool {
    private final ObjectNode query = JSON.objectNode();
    private final ArrayNode filter;
    private final ArrayNode mustNot;

    Bool() {
      ObjectNode bool = query.putObject("bool");
      filter = bool.putArray("filter");
      mustNot = bool.putArray("must_not");
    }

    Bool time(TimeRange range) {
      filter
          .addObject()
          .putObject("range")
          .putObject("@timestamp")
          .put("gte", range.from().toString())
          .put("lt", range.to().toString())
          .put("format", "strict_date_optional_time_nanos");
      return this;
    }

    Bool text(String text) {
      TextQuery.add(text, filter, mustNot);
      return this;
    }

    Bool facets(LogFilter logs, Optional<Facet> except) {
      for (Facet facet : Facet.values()) {
        if (logs.values.containsKey(facet) && !except.equals(Optional.of(facet))) {
          filter.add(anyOf(facet, logs.values.get(facet)));
        }
      }
      return this;
    }

    private static ObjectNode anyOf(Facet facet, List<String> wanted) {
      ObjectNode clause = JSON.objectNode();
      ArrayNode either = clause.putObject("bool").putArray("should");
      ArrayNode terms = either.addObject().putObject("terms").putArray(facet.indexName());
      wanted.stream().filter(value -> !value.isEmpty()).forEach(terms::add);
      if (wanted.contains("")) {
        ObjectNode absent = either.addObject().putObject("bool").putArray("must_not").addObject();
        absent.putObject("exists").put("field", facet.indexName());
      }
      return clause;
    }
  }
}
