// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Wildcard clauses, bounded because each may visit every term of a field. */
final class Wildcard {

  private Wildcard() {}

  static ObjectNode clause(String field, String pattern) {
    ObjectNode clause = JsonNodeFactory.instance.objectNode();
    clause.putObject("wildcard").putObject(field).put("value", pattern);
    return clause;
  }

  /** A text that may stand anywhere; stars at its own ends add nothing. */
  static String anywhere(String pattern, boolean wild) {
    return "*" + (wild ? pattern.replaceAll("^\\*+|\\*+$", "") : pattern) + "*";
  }

  /** A text in which nothing is a wildcard. */
  static String escape(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
  }

  /**
   * A text in which {@code *} stays a wildcard.
   *
   * @throws BadQueryException when it has too many, or too little beside them
   */
  static String pattern(String text) {
    long stars = text.chars().filter(c -> c == '*').count();
    if (stars > Limits.WILDCARDS_MAX) {
      throw new BadQueryException(
          "%s has %d wildcards, %d are allowed. Leave some out."
              .formatted(text, stars, Limits.WILDCARDS_MAX));
    }
    if (text.length() - stars < Limits.WILDCARD_LETTERS_MIN) {
      throw new BadQueryException(
          "%s would match nearly everything. Write at least %d letters beside the wildcard."
              .formatted(text, Limits.WILDCARD_LETTERS_MIN));
    }
    return escape(text).replace("\\*", "*");
  }
}
