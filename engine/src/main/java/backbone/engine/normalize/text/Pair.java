// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;

import backbone.engine.normalize.text.JsonScanner.Kind;

/**
 * One {@code key=value} of a text, the value bare or in quotes, or JSON as some loggers put it
 * there. Is read again and again; holds the pair that was read last.
 */
public final class Pair {

  /** Longest key. */
  public static final int KEY_BYTES_MAX = 128;

  /** Brackets that nothing closes must not be followed to the end of the line for every pair. */
  private static final int JSON_BYTES_MAX = 4 * 1024;

  private int keyFrom;
  private int keyTo;
  private Kind kind;
  private int from;
  private int to;
  private int end;
  private boolean quoted;

  /** Reads the pair at a position; false where there is none. */
  public boolean read(byte[] b, int at, int limit) {
    int equals = keyEnd(b, at, limit);
    if (equals < 0) {
      return false;
    }
    keyFrom = at;
    keyTo = equals;
    int value = equals + 1;
    int first = value < limit ? b[value] : ' ';
    int close =
        switch (first) {
          case '"', '\'' -> quoteEnd(b, value, limit);
          case '{', '[' -> JsonScanner.close(b, value, Math.min(limit, value + JSON_BYTES_MAX));
          default -> -1;
        };
    boolean closed = close > 0 && (close == limit || isBlank(b[close]));
    quoted = closed && (first == '"' || first == '\'');
    end = closed ? close : bareEnd(b, value, limit);
    from = quoted ? value + 1 : value;
    to = quoted ? end - 1 : end;
    kind = quoted ? Quoted.kind(b, from, to) : closed ? Kind.RAW : bareKind(b, from, to);
    return true;
  }

  /** First byte of the key. */
  public int keyFrom() {
    return keyFrom;
  }

  /** Bytes of the key. */
  public int keyLength() {
    return keyTo - keyFrom;
  }

  /** What JSON would call the value. */
  public Kind kind() {
    return kind;
  }

  /** First byte of the value. */
  public int from() {
    return from;
  }

  /** One past its last byte. */
  public int to() {
    return to;
  }

  /** One past the pair. */
  public int end() {
    return end;
  }

  /** Whether the value stands in quotes. */
  public boolean isQuoted() {
    return quoted;
  }

  /** Makes a bare value longer: what follows is a part of it. */
  public void extend(int newEnd) {
    to = newEnd;
    end = newEnd;
    kind = Kind.STRING;
  }

  /** Position of the equals sign behind the key that begins here, or -1. */
  public static int keyEnd(byte[] b, int from, int to) {
    int at = from;
    int limit = Math.min(to, from + KEY_BYTES_MAX);
    while (at < limit && isKeyPart(b[at])) {
      at++;
    }
    boolean named = at > from && at < to && (isLetter(b[from]) || b[from] == '_');
    // A comparison is no pair.
    return named && b[at] == '=' && (at + 1 == to || b[at + 1] != '=') ? at : -1;
  }

  private static boolean isKeyPart(int c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '.' || c == '-' || c == '/' || c == '@';
  }

  /** Behind the quote that closes the one at a position, or -1. */
  private static int quoteEnd(byte[] b, int quote, int limit) {
    for (int at = quote + 1; at < limit; at++) {
      if (b[at] == '\\') {
        at++;
      } else if (b[at] == b[quote]) {
        return at + 1;
      }
    }
    return -1;
  }

  private static int bareEnd(byte[] b, int from, int limit) {
    int at = from;
    while (at < limit && !isBlank(b[at])) {
      at++;
    }
    return at;
  }

  /** Digits behind a zero are a code, not a number. */
  private static Kind bareKind(byte[] b, int from, int to) {
    if (to - from == 4 && Bytes.startsWith(b, from, to, "true")) {
      return Kind.TRUE;
    }
    if (to - from == 5 && Bytes.startsWith(b, from, to, "false")) {
      return Kind.FALSE;
    }
    int digits = from < to && b[from] == '-' ? from + 1 : from;
    int whole = Bytes.digitsEnd(b, digits, to);
    boolean number = whole > digits && (whole == digits + 1 || b[digits] != '0');
    if (number && whole == to) {
      return Kind.INTEGER;
    }
    boolean decimal = number && b[whole] == '.' && to > whole + 1 && to - from <= 40;
    return decimal && Bytes.digitsEnd(b, whole + 1, to) == to ? Kind.DECIMAL : Kind.STRING;
  }
}
