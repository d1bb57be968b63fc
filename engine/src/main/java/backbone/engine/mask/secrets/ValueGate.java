// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.isWord;

import backbone.engine.mask.text.Text;

/** Tells values that a secret key cannot have: words of a sentence, counts, directories. */
final class ValueGate {
  private static final int WEAK_BYTES_MIN = 16;

  /** With these words a sentence goes on; as a password behind a colon they are not believed. */
  private static final String[] PROSE = {
    "must",
    "is",
    "was",
    "has",
    "have",
    "not",
    "no",
    "cannot",
    "should",
    "required",
    "invalid",
    "expired",
    "missing",
    "incorrect",
    "wrong",
    "mismatch",
    "empty",
    "blank",
    "too",
    "unknown",
    "unexpected",
    "failed",
    "failure",
    "error",
    "ok",
    "success",
    "changed",
    "updated",
    "reset",
    "rejected",
    "denied",
    "revoked",
    "refreshed",
    "found",
    "received",
    "verified",
    "valid",
    "the",
    "a",
    "an",
    "this",
    "your",
    "for",
    "from",
    "with",
    "and",
    "or",
    "in",
    "on",
    "at",
    "to",
    "please",
    "enter",
    "expected",
    "does",
    "did",
    "will",
    "may",
    "only",
    "field",
    "can't",
    "couldn't",
    "doesn't",
    "isn't",
    "it",
    "if",
    "when",
    "are",
    "be",
    "does",
    "disabled",
    "enabled",
    "optional"
  };

  private final Text text;
  private final KeyBefore key;

  ValueGate(Text text, KeyBefore key) {
    this.text = text;
    this.key = key;
  }

  /** Whether a value fits its key. */
  boolean fits(int start, int end) {
    return switch (key.kind) {
      case PIN -> isPin(start, end);
      case WEAK -> isMade(start, end);
      default -> !isDirectory(start) && !isFewDigits(start, end);
    };
  }

  private boolean isPin(int start, int end) {
    for (int p = start; p < end; p++) {
      if (!isDigit(text.in()[p])) {
        return false;
      }
    }
    return end - start >= 3 && end - start <= 8;
  }

  /** What no word looks like: sixteen letters and digits, mixed. */
  private boolean isMade(int start, int end) {
    boolean pass = text.hasAnyCase(key.word, "pass");
    if (pass) {
      return text.in()[start] != ' ' && !isNumber(start, end) && text.before(start) != ' ';
    }
    boolean letter = false;
    boolean digit = false;
    for (int p = start; p < end; p++) {
      byte b = text.in()[p];
      letter |= isLetter(b);
      digit |= isDigit(b);
      if (!isWord(b) && "+/=-.~%:".indexOf(b) < 0) {
        return false;
      }
    }
    return letter && digit && end - start >= WEAK_BYTES_MIN && !text.has(start, "0x");
  }

  /** PWD is the working directory, too. */
  private boolean isDirectory(int start) {
    return (text.in()[start] == '/' || text.in()[start] == '~')
        && (text.hasAnyCase(key.start, "pwd") || text.hasAnyCase(key.start, "oldpwd"));
  }

  private boolean isFewDigits(int start, int end) {
    return end - start < 4 && isNumber(start, end) && !endsInPassword();
  }

  private boolean endsInPassword() {
    for (int p = key.word; p < key.word + 64 && p < text.to(); p++) {
      if (text.hasAnyCase(p, "pass") || text.hasAnyCase(p, "pwd") || text.in()[p] < 0) {
        return true;
      }
      if (text.in()[p] == '=' || text.in()[p] == ':') {
        return false;
      }
    }
    return false;
  }

  private boolean isNumber(int start, int end) {
    for (int p = start; p < end; p++) {
      if (!isDigit(text.in()[p])) {
        return false;
      }
    }
    return true;
  }

  /** A sentence, not a value: {@code password: must not be blank}. */
  boolean isProse(int p, int start) {
    if (text.in()[p] != ':' || start == p + 1 || key.quoted) {
      return false;
    }
    int end = start;
    while (end < text.to() && (isLetter(text.in()[end]) || text.in()[end] == '\'')) {
      end++;
    }
    int next = text.at(end);
    boolean mark = next == ',' || next == '.' || next == ';';
    boolean whole =
        next == 0 || next == ' ' || (mark && text.at(end + 1) <= ' ' && text.at(end + 1) >= 0);
    if (!whole) {
      return false;
    }
    for (String word : PROSE) {
      if (word.length() == end - start && text.hasAnyCase(start, word)) {
        return true;
      }
    }
    return false;
  }
}
