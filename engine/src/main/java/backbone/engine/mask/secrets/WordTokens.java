// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.isWord;

import backbone.engine.mask.secrets.ApiKeyPrefix.Body;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/**
 * Finds keys that begin like a word: {@code ya29.} of Google, {@code dapi} of Databricks, and the
 * tokens of Discord's bots. What tells them from words is a digit, so they are looked at from their
 * first one.
 */
final class WordTokens {
  /** Letters before the first digit of a key. */
  private static final int LETTERS_MAX = 20;

  private static final int GOOGLE_BYTES_MIN = 20;
  private static final int DATABRICKS_BYTES = 32;

  private final Text text;

  WordTokens(Text text) {
    this.text = text;
  }

  /** Checks the digit at {@code p}, behind a letter. Returns {@code p} for nothing. */
  int check(int p, Findings out) {
    int start = p;
    while (start > text.from() && p - start <= LETTERS_MAX && isLetter(text.in()[start - 1])) {
      start--;
    }
    if (start > text.from() && isWord(text.in()[start - 1])) {
      return p;
    }
    int end =
        switch (text.in()[start]) {
          case 'y' -> google(start);
          case 'd' -> databricks(start);
          case 'M', 'N', 'O' -> discord(start);
          default -> -1;
        };
    if (end < 0 || start < out.floor(text.from())) {
      return p;
    }
    out.add(Rule.API_KEY, start, start, end);
    return end;
  }

  private int google(int start) {
    if (!text.has(start, "ya29.")) {
      return -1;
    }
    int end = run(start + 5, Body.URL);
    return end - start - 5 >= GOOGLE_BYTES_MIN ? end : -1;
  }

  private int databricks(int start) {
    int end = text.has(start, "dapi") ? run(start + 4, Body.HEX) : start;
    if (end - start - 4 != DATABRICKS_BYTES) {
      return -1;
    }
    boolean numbered = text.at(end) == '-' && text.at(end + 1) >= '0' && text.at(end + 1) <= '9';
    end = numbered ? end + 2 : end;
    return end < text.to() && isWord(text.in()[end]) ? -1 : end;
  }

  /** The number of a bot, the time and a signature, in base64. */
  private int discord(int start) {
    int first = run(start, Body.ALPHANUMERIC);
    if (first - start < 23 || first - start > 28 || text.at(first) != '.') {
      return -1;
    }
    int second = run(first + 1, Body.URL);
    int end = run(second + 1, Body.URL);
    boolean fits = second - first == 7 && text.at(second) == '.';
    return fits && end - second > 26 && end - second < 48 ? end : -1;
  }

  private int run(int p, Body kind) {
    int at = p;
    while (at < text.to() && kind.has(text.in()[at])) {
      at++;
    }
    return at;
  }
}
