// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.console.http.Request;
import backbone.console.search.BadQueryException;
import backbone.console.search.Clauses;
import backbone.console.search.Limits;
import backbone.console.search.TimeRange;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which traces are meant: those with a span that fits everything at once.
 *
 * @param range when the span began
 * @param service exact, empty for any; so are operation and policy
 * @param minMs shortest duration of the span in milliseconds, empty for any
 * @param maxMs longest, empty for any
 * @param errorsOnly only failed spans
 * @param text words in the span's name, or a trace or span id
 */
record TraceFilter(
    TimeRange range,
    String service,
    String operation,
    String policy,
    String minMs,
    String maxMs,
    boolean errorsOnly,
    String text) {

  private static final int WORDS_MAX = 6;
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");

  static TraceFilter of(Request request, Clock clock) {
    return new TraceFilter(
        TimeRange.parse(request.first("from"), request.first("to"), clock),
        bounded(request, "service"),
        bounded(request, "operation"),
        bounded(request, "policy"),
        millis(request, "minMs"),
        millis(request, "maxMs"),
        List.of("true", "1").contains(request.first("error")),
        bounded(request, "q"));
  }

  /** Spans that fit. */
  Clauses clauses() {
    Clauses clauses =
        new Clauses()
            .within(range)
            .isIfAny("service.name", service)
            .isIfAny("span.name", operation)
            .isIfAny("sampling.policy", policy);
    if (!minMs.isEmpty()) {
      clauses.number("event.duration", "gte", Long.parseLong(minMs) * NANOS_PER_MILLI);
    }
    if (!maxMs.isEmpty()) {
      clauses.number("event.duration", "lte", Long.parseLong(maxMs) * NANOS_PER_MILLI);
    }
    if (errorsOnly) {
      clauses.is("event.outcome", "failure");
    }
    words(clauses);
    return clauses;
  }

  private void words(Clauses clauses) {
    List<String> words =
        List.of(text.strip().split("\\s+")).stream().filter(w -> !w.isEmpty()).toList();
    if (words.size() > WORDS_MAX) {
      throw new BadQueryException(
          "The search has %d words, %d are allowed. Leave some out."
              .formatted(words.size(), WORDS_MAX));
    }
    words.forEach(word -> clauses.and(word(word)));
  }

  private static ObjectNode word(String word) {
    ObjectNode clause = JsonNodeFactory.instance.objectNode();
    ArrayNode either = clause.putObject("bool").putArray("should");
    String id = word.toLowerCase(Locale.ROOT);
    either.addObject().putObject("term").put("trace.id", id);
    either.addObject().putObject("term").put("span.id", id);
    String literal = word.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    either
        .addObject()
        .putObject("wildcard")
        .putObject("span.name")
        .put("value", "*" + literal + "*")
        .put("case_insensitive", true);
    return clause;
  }

  private static String bounded(Request request, String name) {
    String value = request.first(name);
    if (value.length() > Limits.FILTER_VALUE_CHARS_MAX) {
      throw new BadQueryException(
          "%s has %d characters, %d are allowed. Shorten it."
              .formatted(name, value.length(), Limits.FILTER_VALUE_CHARS_MAX));
    }
    return value;
  }

  private static String millis(Request request, String name) {
    String value = request.first(name);
    if (!value.isEmpty() && !MILLIS.matcher(value).matches()) {
      throw new BadQueryException(
          "%s=%s is no duration. Use whole milliseconds, such as 500.".formatted(name, value));
    }
    return value;
  }
}
