// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.util.Optional;

/**
 * One part of a search text.
 *
 * @param field the field asked for; empty: the message and what identifies an event
 * @param text what is looked for, without quotes, composed form
 * @param quoted written in quotes, so wildcards are plain characters
 * @param excluded events that have it are left out
 */
record Term(Optional<Field> field, String text, boolean quoted, boolean excluded) {

  /** Whether the text holds wildcards that mean something. */
  boolean wild() {
    return !quoted && text.indexOf('*') >= 0;
  }

  /** Whether the text holds Hangul, whose words carry particles at their end. */
  boolean hangul() {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
  }

  /** Whether the text stays one word in the index: letters, digits and wildcards only. */
  boolean oneWord() {
    return text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || (wild() && c == '*'));
  }
}
