// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Search terms as Elasticsearch clauses.
 *
 * <p>Words are looked up in the index of {@code message}. Its standard tokenizer keeps a Korean
 * word with its particles as one token, so a term with Hangul (or with wildcards) scans tokens for
 * {@code *term*}; where the term spans tokens, as a phrase does, it scans {@code message.raw},
 * which holds the lower-cased line as one keyword.
 */
final class TextQuery {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Pattern STAR = Pattern.compile("\\*+");

  private static final String WORDS = "message";
  private static final String LINE = "message.raw";

  /** Where a plain word is looked for: the text, and what people paste to find an event. */
  private static final List<String> PLAIN_FIELDS =
      List.of(
          WORDS,
          "error.message",
          "error.stack_trace",
          "error.type",
          "service.name",
          "trace.id",
          "span.id",
          "http.response.status_code");

  private TextQuery() {}

  /** Adds the terms of a text to a bool query's {@code filter} and {@code must_not}. */
  static void add(String text, ArrayNode filter, ArrayNode mustNot) {
    List<Term> terms = SearchText.parse(text);
    checkScans(terms);
    for (Term term : terms) {
      (term.excluded() ? mustNot : filter).add(clause(term));
    }
  }

  /** The words that a page should mark in messages. */
  static List<String> marks(String text) {
    return SearchText.parse(text).stream()
        .filter(term -> term.field().isEmpty() && !term.excluded())
        .flatMap(term -> term.wild() ? STAR.splitAsStream(term.text()) : Stream.of(term.text()))
        .filter(mark -> !mark.isBlank())
        .toList();
  }

  private static ObjectNode clause(Term term) {
    if (term.field().isPresent()) {
      return FieldQuery.clause(term);
    }
    if (term.wild() || term.hangul()) {
      return scan(term);
    }
    ObjectNode clause = JSON.objectNode();
    ObjectNode match = clause.putObject("multi_match");
    match.put("query", term.text()).put("type", "phrase").put("lenient", true);
    PLAIN_FIELDS.forEach(match.putArray("fields")::add);
    return clause;
  }

  private static ObjectNode scan(Term term) {
    String text = term.text().toLowerCase(Locale.ROOT);
    String inner = term.wild() ? Wildcard.pattern(text) : Wildcard.escape(text);
    if (!term.oneWord()) {
      return Wildcard.clause(LINE, Wildcard.anywhere(inner, term.wild()));
    }
    boolean wordPart = term.hangul() || !term.wild();
    return Wildcard.clause(WORDS, wordPart ? Wildcard.anywhere(inner, term.wild()) : inner);
  }

  private static void checkScans(List<Term> terms) {
    long scans = terms.stream().filter(term -> term.wild() || term.hangul()).count();
    if (scans > Limits.SCANNING_TERMS_MAX) {
      throw new BadQueryException(
          "%d terms have wildcards or Hangul, %d are allowed. Put words that belong together in quotes."
              .formatted(scans, Limits.SCANNING_TERMS_MAX));
    }
  }
}
