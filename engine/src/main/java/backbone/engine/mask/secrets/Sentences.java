// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.text.Text;
import java.util.Arrays;

/**
 * Tells what a form says of a password from a password: {@code ["This field is required."]}. Words
 * that such messages consist of have to be there; any other sentence may be somebody's passphrase.
 */
final class Sentences {
  private static final int BYTES_MAX = 200;
  private static final int DIGITS_MAX = 3;

  /** Of these two are needed, or one where the text is written as a sentence. */
  private static final String[] WORDS = {
    "is",
    "must",
    "be",
    "may",
    "required",
    "invalid",
    "cannot",
    "can't",
    "should",
    "too",
    "blank",
    "empty",
    "least",
    "most",
    "characters",
    "contain",
    "match",
    "doesn't",
    "ensure",
    "please",
    "incorrect",
    "wrong",
    "expired",
    "common",
    "short",
    "long",
    "field",
    "numeric",
    "similar",
    "weak",
    "taken",
    "null",
    "missing",
    "not",
    "enter"
  };

  /** How sentences of a Korean form end. */
  private static final byte[][] ENDS = {
    "니다".getBytes(UTF_8), "세요".getBytes(UTF_8), "십시오".getBytes(UTF_8)
  };

  private final Text text;

  Sentences(Text text) {
    this.text = text;
  }

  /** Whether this is a message. */
  boolean isMessage(int start, int end) {
    if (end - start > BYTES_MAX) {
      return false;
    }
    int words = 0;
    int known = 0;
    int p = start;
    while (p < end) {
      int stop = wordEnd(p, end);
      if (stop < 0) {
        return false;
      }
      words += stop > p ? 1 : 0;
      known += isKnown(p, stop) ? 1 : 0;
      p = stop + 1;
    }
    int last = text.in()[end - 1];
    if (text.in()[start] < 0) {
      return words > 1 && endsAsKorean(last == '.' ? end - 1 : end);
    }
    boolean written = text.in()[start] >= 'A' && text.in()[start] <= 'Z' && last == '.';
    return known > 1 || (written && known == 1 && words > 2);
  }

  /** Where the word at {@code p} ends, or -1 if it is none: letters only, or a small number. */
  private int wordEnd(int p, int end) {
    int at = p;
    int digits = 0;
    int letters = 0;
    while (at < end && text.in()[at] != ' ') {
      byte b = text.in()[at];
      digits += isDigit(b) ? 1 : 0;
      letters += isLetter(b) || b < 0 ? 1 : 0;
      if (!isDigit(b) && !isLetter(b) && b >= 0 && "'.,():;!-".indexOf(b) < 0) {
        return -1;
      }
      at++;
    }
    boolean fits = digits == 0 || (digits <= DIGITS_MAX && (letters == 0 || text.in()[p] < 0));
    return fits ? at : -1;
  }

  private boolean isKnown(int start, int stop) {
    int end = stop;
    while (end > start && ".,:;!)".indexOf(text.in()[end - 1]) >= 0) {
      end--;
    }
    for (String word : WORDS) {
      if (word.length() == end - start && text.hasAnyCase(start, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsAsKorean(int end) {
    for (byte[] word : ENDS) {
      int first = end - word.length;
      if (first >= text.from() && Arrays.equals(text.in(), first, end, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}
