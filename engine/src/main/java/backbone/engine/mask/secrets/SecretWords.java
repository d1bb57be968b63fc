// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.lower;

import backbone.engine.mask.secrets.SecretTable.Word;
import backbone.engine.mask.text.Text;

/**
 * Which keys have secret values. The last word of a key decides: {@code db.password} is one, {@code
 * password_path} is none. Words are parted by marks or by case, or not at all where the word is
 * long enough ({@code PGPASSWORD}).
 */
final class SecretWords {

  /** What kind of value a key has. */
  enum Kind {
    NONE,
    /** Any value. */
    SECRET,
    /** Values that look made by chance; the word means other things too. */
    WEAK,
    /** Three to eight digits. */
    PIN,
    /** A name, a word or two that tell the scheme, then the secret. */
    AUTHORIZATION,
    COOKIE
  }

  private SecretWords() {}

  /** Whether a key may end before {@code end}: one look at two bytes rejects nearly all. */
  static boolean mayEnd(Text text, int end) {
    if (end - 2 < text.from()) {
      return false;
    }
    byte last = text.in()[end - 1];
    byte before = text.in()[end - 2];
    return isDigit(last)
        ? isLetter(before) || before == '_' || before == '-' || (before == '6' && last == '4')
        : SecretTable.mayEndIn(before, last);
  }

  /** What the key from {@code start} to {@code end} tells of its value. */
  static Kind kind(Text text, int start, int end) {
    int stop = end;
    for (int i = 0; i < 3; i++) {
      Kind kind = last(text, start, stop);
      if (kind == Kind.WEAK && stop < end) {
        return Kind.NONE;
      }
      if (kind != Kind.NONE) {
        return isOfForm(text, start, stop) ? Kind.NONE : kind;
      }
      int shorter = withoutTail(text, start, stop);
      if (shorter == stop) {
        return Kind.NONE;
      }
      stop = shorter;
    }
    return Kind.NONE;
  }

  private static Kind last(Text text, int start, int end) {
    Word[] words = end > start ? SecretTable.endingIn(text.in()[end - 1]) : null;
    if (words == null) {
      return Kind.NONE;
    }
    for (Word word : words) {
      int first = end - word.text().length;
      if (first >= start && matches(text, first, word.text())) {
        boolean fits = !word.alone() || isBoundary(text, start, first);
        if (fits && fitsBefore(text, start, first, word)) {
          return kind(start, first, word);
        }
      }
    }
    return Kind.NONE;
  }

  private static Kind kind(int start, int first, Word word) {
    boolean lonely = first == start;
    boolean pass = word.text().length == 4 && word.text()[0] == 'p';
    return pass && lonely ? Kind.WEAK : word.kind();
  }

  private static boolean fitsBefore(Text text, int start, int first, Word word) {
    if (word.text()[word.text().length - 1] == 'y') {
      return hasBefore(text, start, first, SecretTable.KEYS, true);
    }
    boolean token = word.text().length == 5 && word.text()[0] == 't';
    return !(token && hasBefore(text, start, first, SecretTable.NO_TOKENS, false));
  }

  /** Whether one of these words stands before {@code p}; up against it or with one mark between. */
  private static boolean hasBefore(Text text, int start, int p, String[] words, boolean blank) {
    int end = p;
    int before = text.before(p);
    boolean mark = before == '_' || before == '-' || before == '.' || before == ' ';
    if (mark && (end > start || before == ' ')) {
      end--;
    }
    for (String word : words) {
      int first = end - word.length();
      if (text.hasAnyCase(first, word)
          && (first >= start || blank || before == ' ')
          && (word.length() > 3 || end == p || isBoundary(text, text.from(), first))) {
        return true;
      }
    }
    return false;
  }

  private static int withoutTail(Text text, int start, int end) {
    int p = end;
    while (p > start && end - p < 2 && isDigit(text.in()[p - 1])) {
      p--;
    }
    if (p < end && p > start && !endsWithBase64(text, p)) {
      return withoutMark(text, start, p);
    }
    for (String tail : SecretTable.TAILS) {
      int first = end - tail.length();
      if (first > start && text.hasAnyCase(first, tail) && isBoundary(text, start, first)) {
        return withoutMark(text, start, first);
      }
    }
    return end;
  }

  private static boolean endsWithBase64(Text text, int digits) {
    return text.hasAnyCase(digits - 4, "base") || text.hasAnyCase(digits - 2, "_b");
  }

  private static int withoutMark(Text text, int start, int end) {
    int p = end;
    while (p > start && !isAlphanumeric(text.in()[p - 1]) && text.in()[p - 1] > 0) {
      p--;
    }
    return p;
  }

  /** Whether a word begins at {@code p}: behind a mark, or by its case. */
  private static boolean isBoundary(Text text, int start, int p) {
    if (p <= start) {
      return true;
    }
    byte before = text.in()[p - 1];
    if (!isLetter(before)) {
      return true;
    }
    boolean upper = isUpper(text.in()[p]);
    boolean lowerNext = isLetter((byte) text.at(p + 1)) && !isUpper((byte) text.at(p + 1));
    return upper && (!isUpper(before) || lowerNext);
  }

  private static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  /** Whether csrf or xsrf is in the key: what guards forms. */
  private static boolean isOfForm(Text text, int start, int end) {
    for (int p = start + 1; p + 3 <= end; p++) {
      if (lower(text.in()[p + 2]) == 'f' && text.hasAnyCase(p, "srf")) {
        int before = lower(text.in()[p - 1]);
        if (before == 'c' || before == 'x') {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(Text text, int p, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      int b = lower(text.in()[p + i]);
      boolean gap = word[i] == ' ' && (b == '_' || b == '-' || b == '.');
      if (b != word[i] && !gap) {
        return false;
      }
    }
    return true;
  }
}
