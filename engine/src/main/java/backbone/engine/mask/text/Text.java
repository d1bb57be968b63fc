// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.text;

/** The bytes of one pass, and how each was written before escapes were undone. Reusable. */
public final class Text {
  private byte[] in = new byte[0];
  private int from;
  private int to;
  private Decoder decoder;

  /** A text as it is. */
  public void set(byte[] bytes, int first, int end) {
    in = bytes;
    from = first;
    to = end;
    decoder = null;
  }

  /** A text whose escapes were undone. */
  public void set(Decoder decoded) {
    in = decoded.bytes();
    from = 0;
    to = decoded.length();
    decoder = decoded;
  }

  /** The bytes; those from {@link #from} to {@link #to} are the text. */
  public byte[] in() {
    return in;
  }

  /** First byte of the text. */
  public int from() {
    return from;
  }

  /** One after its last byte. */
  public int to() {
    return to;
  }

  /** In how many URL escapes the byte at {@code p} was written: 0 for {@code &}, 1 for %26. */
  public int depth(int p) {
    return decoder == null || p >= to || p < from ? 0 : decoder.depth(p);
  }

  /** Whether a plus stands for the blank at {@code p}, as in forms. */
  public boolean isPlus(int p) {
    return decoder != null && decoder.isPlus(p);
  }

  /** Whether the byte at {@code p} was written as an escape that begins with a backslash. */
  public boolean isEscaped(int p) {
    return decoder != null && p < to && decoder.isEscaped(p);
  }

  /** The byte before {@code p}, or 0 at the beginning. */
  public int before(int p) {
    return p > from ? in[p - 1] : 0;
  }

  /** The byte at {@code p}, or 0 at the end. */
  public int at(int p) {
    return p < to ? in[p] : 0;
  }

  /** Whether this ASCII text stands at {@code p}. */
  public boolean has(int p, String word) {
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
  public boolean hasAnyCase(int p, String word) {
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
  public int skipBlanks(int p) {
    int at = p;
    while (at < to && (in[at] == ' ' || in[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** First line end at or after {@code p}, or the end. */
  public int lineEnd(int p) {
    int at = p;
    while (at < to && in[at] != '\n' && in[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Number of backslashes right before {@code p}. */
  public int backslashesBefore(int p) {
    int at = p;
    while (at > from && in[at - 1] == '\\') {
      at--;
    }
    return p - at;
  }
}
