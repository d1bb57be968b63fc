// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

/** The bytes of one pass, and how each was written before escapes were undone. Reusable. */
final class Text {
  byte[] in = new byte[0];
  int from;
  int to;
  private Decoder decoder;

  /** A text as it is. */
  void set(byte[] bytes, int first, int end) {
    in = bytes;
    from = first;
    to = end;
    decoder = null;
  }

  /** A text whose escapes were undone. */
  void set(Decoder decoded) {
    in = decoded.bytes();
    from = 0;
    to = decoded.length();
    decoder = decoded;
  }

  /** In how many URL escapes the byte at {@code p} was written: 0 for {@code &}, 1 for %26. */
  int depth(int p) {
    return decoder == null ? 0 : decoder.depth(p);
  }

  /** Whether a plus stands for the blank at {@code p}, as in forms. */
  boolean isPlus(int p) {
    return decoder != null && decoder.isPlus(p);
  }

  /** Whether the byte at {@code p} was written as an escape that begins with a backslash. */
  boolean isEscaped(int p) {
    return decoder != null && p < to && decoder.isEscaped(p);
  }

  /** The byte before {@code p}, or 0 at the beginning. */
  int before(int p) {
    return p > from ? in[p - 1] : 0;
  }

  /** The byte at {@code p}, or 0 at the end. */
  int at(int p) {
    return p < to ? in[p] : 0;
  }

  /** Whether this ASCII text stands at {@code p}. */
  boolean has(int p, String word) {
    if (p < from || p + word.length() > to) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (in[p + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The same for letters in any case; the word is in lower case. */
  boolean hasAnyCase(int p, String word) {
    if (p < from || p + word.length() > to) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Characters.lower(in[p + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Past the spaces and tabs at {@code p}. */
  int skipBlanks(int p) {
    int at = p;
    while (at < to && (in[at] == ' ' || in[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** First line end at or after {@code p}, or the end. */
  int lineEnd(int p) {
    int at = p;
    while (at < to && in[at] != '\n' && in[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Number of backslashes right before {@code p}. */
  int backslashesBefore(int p) {
    int at = p;
    while (at > from && in[at - 1] == '\\') {
      at--;
    }
    return p - at;
  }
}
