// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.lower;

import backbone.engine.mask.text.Characters;
import backbone.engine.mask.text.Tags;
import backbone.engine.mask.text.Text;

/** Tells values that are none: null, stars, what another has masked, places for values. */
final class Placeholders {
  private static final int BYTES_MAX = 80;
  private static final String[] WORDS = {
    "null",
    "nil",
    "none",
    "true",
    "false",
    "undefined",
    "n/a",
    "unset",
    "empty",
    "yes",
    "no",
    "<nil>",
    "not set",
    "not_set",
    "(null)",
    "on",
    "off"
  };
  private static final String[] MASKS = {
    "filtered",
    "redacted",
    "hidden",
    "masked",
    "removed",
    "secret",
    "sensitive",
    "protected",
    "omitted",
    "suppressed",
    "scrubbed",
    "obfuscated",
    "confidential",
    "private",
    "censored"
  };
  private static final String[] FORMATS = {"%s", "%v", "%d", "%q", "%+v", "{}", "?", "{0}", "''"};

  /** For each first byte the lengths of the words that begin with it, as bits. */
  private static final int[] LENGTHS = lengths();

  private Placeholders() {}

  static boolean isOne(Text text, int start, int end) {
    int length = end - start;
    if (length <= 0) {
      return true;
    }
    if (length > BYTES_MAX) {
      return isFilling(text, start, end);
    }
    byte first = text.in()[start];
    if (first == '[' && isTag(text, start, end)) {
      return true;
    }
    return switch (first) {
      case '[', '(', '<', '{' -> isBracketed(text, start, end) || isWord(text, start, end);
      case '$', '#', '%', '?' -> isVariable(text, start, end) || isFilling(text, start, end);
      default -> isWord(text, start, end) || isFilling(text, start, end);
    };
  }

  /** Whether the value is what this product puts for a value. */
  static boolean isTag(Text text, int start, int end) {
    return Tags.startsAt(text.in(), start, end)
        && Tags.endsAt(text.in(), start, end)
        && firstBracket(text, start, end) == end - 1;
  }

  private static int firstBracket(Text text, int start, int end) {
    int p = start;
    while (p < end && text.in()[p] != ']') {
      p++;
    }
    return p;
  }

  private static boolean isWord(Text text, int start, int end) {
    int length = end - start;
    if (length > 31 || (LENGTHS[text.in()[start] & 0xff] >>> length & 1) == 0) {
      return false;
    }
    return isOneOf(text, start, end, WORDS)
        || isOneOf(text, start, end, FORMATS)
        || (end - start >= 6 && isOneOf(text, start, end, MASKS) && !isSecretWord(text, start));
  }

  /** The word itself is a poor password, but it is one. */
  private static boolean isSecretWord(Text text, int start) {
    return lower(text.in()[start]) == 's' && lower(text.in()[start + 2]) == 'c';
  }

  private static boolean isOneOf(Text text, int start, int end, String[] words) {
    for (String word : words) {
      if (word.length() == end - start && text.hasAnyCase(start, word)) {
        return true;
      }
    }
    return false;
  }

  /** {@code [FILTERED]}, {@code <your-token>}, <code>{{token}}</code>. */
  private static boolean isBracketed(Text text, int start, int end) {
    byte open = text.in()[start];
    byte close = text.in()[end - 1];
    int from = start + 1;
    int to = end - 1;
    boolean twice = end - start >= 4 && text.in()[from] == open && text.in()[to - 1] == close;
    if (twice) {
      from++;
      to--;
    }
    boolean pair =
        (open == '[' && close == ']')
            || (open == '(' && close == ')')
            || (open == '<' && close == '>')
            || (open == '{' && close == '}');
    if (!pair || from > to) {
      return false;
    }
    return isMask(text, from, to)
        || isFilling(text, from, to)
        || ((open == '<' || (open == '{' && twice)) && isName(text, from, to));
  }

  private static boolean isMask(Text text, int from, int to) {
    if (from == to) {
      return true;
    }
    for (String word : MASKS) {
      if (text.hasAnyCase(from, word) && from + word.length() <= to && isName(text, from, to)) {
        return true;
      }
    }
    return isOneOf(text, from, to, WORDS);
  }

  private static boolean isName(Text text, int from, int to) {
    for (int p = from; p < to; p++) {
      byte b = text.in()[p];
      if (!isLetter(b) && b != ' ' && b != '-' && b != '_' && b != '.' && b != ':') {
        return false;
      }
    }
    return true;
  }

  /** <code>${PASSWORD}</code>, {@code $DB_PASSWORD}, {@code $1}, {@code %s}. */
  private static boolean isVariable(Text text, int start, int end) {
    if (isOneOf(text, start, end, FORMATS)) {
      return true;
    }
    int from = start + 1;
    boolean braced = from < end && text.in()[from] == '{' && text.in()[end - 1] == '}';
    if (text.in()[start] == '?' || from >= end) {
      return false;
    }
    boolean named = text.in()[start] == '$' || braced;
    for (int p = braced ? from + 1 : from; p < (braced ? end - 1 : end); p++) {
      byte b = text.in()[p];
      boolean upper = (b >= 'A' && b <= 'Z') || b == '_';
      boolean inner = braced && (isAlphanumeric(b) || b == '.' || b == ':' || b == '-' || b == '/');
      named &= upper || inner || (Characters.isDigit(b) && (p > from || end - start == 2));
    }
    return named;
  }

  /** The same mark again and again: stars, dots, dashes; x at least three times. */
  private static boolean isFilling(Text text, int start, int end) {
    byte first = text.in()[start];
    if (first < 0) {
      return isBullets(text, start, end);
    }
    boolean mark = first == '*' || first == '.' || first == '-' || first == '#' || first == '_';
    if (!mark && !(lower(first) == 'x' && end - start >= 3)) {
      return false;
    }
    for (int p = start; p < end; p++) {
      if (text.in()[p] != first) {
        return false;
      }
    }
    return true;
  }

  /** Bullets or black circles, of three bytes each. */
  private static boolean isBullets(Text text, int start, int end) {
    for (int p = start; p < end; p++) {
      if (text.in()[p] != text.in()[start + (p - start) % 3]) {
        return false;
      }
    }
    int last = text.in()[Math.min(start + 2, end - 1)] & 0xff;
    boolean bullet = (text.in()[start] & 0xff) == 0xe2 && (last == 0xa2 || last == 0x8f);
    return (end - start) % 3 == 0 && bullet;
  }

  private static int[] lengths() {
    int[] table = new int[256];
    for (String[] words : new String[][] {WORDS, MASKS, FORMATS}) {
      for (String word : words) {
        char first = word.charAt(0);
        table[first] |= 1 << word.length();
        table[Character.toUpperCase(first)] |= 1 << word.length();
      }
    }
    return table;
  }
}
