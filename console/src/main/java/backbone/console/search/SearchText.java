// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a person typed: words, {@code "phrases"}, {@code -excluded}, {@code field:value} and
 * wildcards, all of which an event has to meet.
 */
final class SearchText {

  /** A colon in {@code 12:30} or {@code http://} asks for no field. */
  private static final Pattern FIELD = Pattern.compile("([a-z][a-z_]*(?:\\.[a-z_]+)*):(?!//)");

  private final String text;
  private int at;

  private SearchText(String text) {
    this.text = text;
  }

  /**
   * The terms of a text; none when it is blank.
   *
   * @throws BadQueryException when the text is too long, a quote is open or a field is unknown
   */
  static List<Term> parse(String text) {
    if (text.length() > Limits.TEXT_CHARS_MAX) {
      throw new BadQueryException(
          "The search has %d characters, %d are allowed. Shorten it."
              .formatted(text.length(), Limits.TEXT_CHARS_MAX));
    }
    List<Term> terms = new SearchText(Normalizer.normalize(text, Normalizer.Form.NFC)).terms();
    if (terms.size() > Limits.TERMS_MAX) {
      throw new BadQueryException(
          "The search has %d terms, %d are allowed. Put words that belong together in quotes."
              .formatted(terms.size(), Limits.TERMS_MAX));
    }
    return terms;
  }

  private List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      term().ifPresent(terms::add);
    }
    return terms;
  }

  private Optional<Term> term() {
    boolean excluded = text.charAt(at) == '-' && at + 1 < text.length() && !blank(at + 1);
    if (excluded) {
      at++;
    }
    Optional<Field> field = field();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    String value = quoted ? phrase() : word();
    if (field.isPresent() && value.isBlank()) {
      throw new BadQueryException(
          "%s: has no value. Write %s:value without a blank."
              .formatted(field.get().shortName(), field.get().shortName()));
    }
    return searchable(value)
        ? Optional.of(new Term(field, value, quoted, excluded))
        : Optional.empty();
  }

  /** Punctuation alone, as in a pasted {@code a - b}, is in no index and asks for nothing. */
  private static boolean searchable(String value) {
    return value.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || c == '*');
  }

  private Optional<Field> field() {
    Matcher matcher = FIELD.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    Optional<Field> field = Field.named(name);
    if (field.isEmpty()) {
      throw new BadQueryException(
          "%s: is not a field. Known are %s. Put it in quotes to search for it as text."
              .formatted(name, String.join(", ", Field.shortNames())));
    }
    at = matcher.end();
    return field;
  }

  private String phrase() {
    StringBuilder phrase = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return phrase.toString();
      }
      boolean escape = c == '\\' && at + 1 < text.length() && "\"\\".indexOf(next()) >= 0;
      phrase.append(escape ? text.charAt(++at) : c);
    }
    throw new BadQueryException(
        "A quote is not closed: \"%s. Add the second \".".formatted(phrase));
  }

  private String word() {
    int start = at;
    while (at < text.length() && !blank(at)) {
      at++;
    }
    return text.substring(start, at);
  }

  private char next() {
    return text.charAt(at + 1);
  }

  private void skipBlanks() {
    while (at < text.length() && blank(at)) {
      at++;
    }
  }

  private boolean blank(int index) {
    return Character.isWhitespace(text.charAt(index)) || Character.isSpaceChar(text.charAt(index));
  }
}
