// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/** Finds passwords as .netrc has them: {@code machine h login u password p}. */
final class NetrcDetector {
  private static final int LOGIN_BYTES_MAX = 128;
  private static final int LETTERS_TO_W = 4;
  private static final int LETTERS_FROM_W = 4;

  private final Text text;
  private final ValueEnd ends;

  NetrcDetector(Text text, Brackets brackets) {
    this.text = text;
    ends = new ValueEnd(text, brackets);
  }

  /** Checks the w at {@code p}, the one of "password". Returns {@code p} for nothing. */
  int check(int p, Findings out) {
    int word = p - LETTERS_TO_W;
    int blank = p + LETTERS_FROM_W;
    if (!isBlank(text.at(blank)) || !text.has(word, "password") || !isBehindLogin(word)) {
      return p;
    }
    int value = blank;
    while (value < text.to() && isBlank(text.in()[value])) {
      value++;
    }
    int end = ends.unquoted(value, p, Place.WORD);
    if (Placeholders.isOne(text, value, end) || value < out.floor(text.from())) {
      return p;
    }
    return SecretDetector.found(Rule.SECRET, value, end, out);
  }

  /** Whether a machine, or "default", and a login are before. */
  private boolean isBehindLogin(int word) {
    int user = before(word, true);
    int login = wordBefore(before(user, false), "login");
    if (login < 0) {
      return false;
    }
    int host = before(login, true);
    return wordBefore(login, "default") >= 0 || wordBefore(before(host, false), "machine") >= 0;
  }

  /** Where this word begins that blanks part from what is at {@code p}; or -1. */
  private int wordBefore(int p, String name) {
    int end = before(p, true);
    int start = end - name.length();
    return end < p && text.has(start, name) ? start : -1;
  }

  /** Back over blanks, or over a word. */
  private int before(int p, boolean blanks) {
    int at = p;
    while (at > text.from() && p - at < LOGIN_BYTES_MAX && isBlank(text.in()[at - 1]) == blanks) {
      at--;
    }
    return at;
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
