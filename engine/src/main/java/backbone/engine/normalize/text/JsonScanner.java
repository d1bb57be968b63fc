// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

/**
 * Walks over one JSON object and reports its leaves with their dotted path: {@code {"a":{"b":1}}}
 * and {@code {"a.b":1}} both report {@code a.b}. Arrays, and objects deeper than {@link
 * #DEPTH_MAX}, are reported as one raw leaf. Strings may hold unescaped control characters; all
 * else is checked as JSON wants it. No recursion, one pass, memory for the path only.
 */
public final class JsonScanner {

  static final int DEPTH_MAX = 32;
  static final int PATH_BYTES_MAX = 1024;

  /** What a leaf is. */
  public enum Kind {
    STRING,
    ESCAPED_STRING,
    INTEGER,
    DECIMAL,
    TRUE,
    FALSE,
    RAW
  }

  /** Takes leaves in the order of the text. */
  public interface Leaves {

    /**
     * One leaf, whose path the scanner holds during the call; null values are left out.
     *
     * @param from first byte of the value, inside the quotes of a string
     * @param to one past its last byte
     */
    void leaf(Kind kind, int from, int to);
  }

  private final byte[] path = new byte[PATH_BYTES_MAX + 8];
  private final int[] parents = new int[DEPTH_MAX + 1];
  private byte[] b;
  private int at;
  private int to;
  private int pathLength;

  /**
   * Walks over the object that begins at {@code from}.
   *
   * @return one past its closing brace, or -1 when it is truncated or malformed; what came before
   *     the fault has been reported
   */
  public int read(byte[] bytes, int from, int end, Leaves leaves) {
    b = bytes;
    to = end;
    at = from + 1;
    pathLength = 0;
    parents[0] = 0;
    int depth = 0;
    boolean first = true;
    while (true) {
      at = Bytes.skipSpace(b, at, to);
      if (at >= to) {
        return -1;
      }
      if (b[at] == '}') {
        at++;
        if (depth-- == 0) {
          return at;
        }
        first = false;
        continue;
      }
      if (!first) {
        if (b[at] != ',') {
          return -1;
        }
        at = Bytes.skipSpace(b, at + 1, to);
      }
      if (!key(parents[depth])) {
        return -1;
      }
      first = at < to && b[at] == '{' && depth < DEPTH_MAX;
      if (first) {
        parents[++depth] = pathLength;
        at++;
      } else if (!value(leaves)) {
        return -1;
      }
    }
  }

  /** Dotted path of the leaf at hand, as UTF-8 in the first {@link #pathLength} bytes. */
  public byte[] path() {
    return path;
  }

  /** Bytes of the path of the leaf at hand. */
  public int pathLength() {
    return pathLength;
  }

  /** End of a string whose opening quote is before {@code from}: its closing quote, or -1. */
  public static int stringEnd(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '"') {
        return i;
      }
      if (b[i] == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** One past the bracket or brace that closes the one at {@code from}, or -1. */
  public static int close(byte[] b, int from, int to) {
    int open = 0;
    for (int i = from; i < to; i++) {
      int c = b[i];
      if (c == '"') {
        i = stringEnd(b, i + 1, to);
        if (i < 0) {
          return -1;
        }
      } else if (c == '{' || c == '[') {
        open++;
      } else if ((c == '}' || c == ']') && --open == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Reads a key and its colon, and appends it to the path of its object. */
  private boolean key(int parent) {
    if (at >= to || b[at] != '"') {
      return false;
    }
    int start = at + 1;
    int escape = scanString(start);
    if (escape < 0) {
      return false;
    }
    int end = at - 1;
    pathLength = parent;
    if (parent > 0) {
      append('.');
    }
    if (escape > 0) {
      byte[] text =
          JsonText.unescaped(b, start, end).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      append(text, 0, text.length);
    } else {
      append(b, start, end);
    }
    at = Bytes.skipSpace(b, at, to);
    if (at >= to || b[at] != ':') {
      return false;
    }
    at = Bytes.skipSpace(b, at + 1, to);
    return true;
  }

  private void append(int c) {
    if (pathLength < PATH_BYTES_MAX) {
      path[pathLength++] = (byte) c;
    }
  }

  private void append(byte[] text, int from, int end) {
    int room = PATH_BYTES_MAX - pathLength;
    int stop = end;
    if (end - from > room) {
      stop = from + room;
      while (stop > from && (text[stop] & 0xC0) == 0x80) {
        stop--;
      }
    }
    System.arraycopy(text, from, path, pathLength, stop - from);
    pathLength += stop - from;
  }

  private boolean value(Leaves leaves) {
    if (at >= to) {
      return false;
    }
    int start = at;
    return switch (b[at]) {
      case '"' -> {
        int escape = scanString(start + 1);
        Kind kind = escape > 0 ? Kind.ESCAPED_STRING : Kind.STRING;
        yield escape >= 0 && report(leaves, kind, start + 1, at - 1);
      }
      case '[', '{' -> {
        at = close(b, start, to);
        yield at > 0 && report(leaves, Kind.RAW, start, at);
      }
      case 't' -> word("true") && report(leaves, Kind.TRUE, start, at);
      case 'f' -> word("false") && report(leaves, Kind.FALSE, start, at);
      case 'n' -> word("null");
      case 'N' -> word("NaN") && report(leaves, Kind.STRING, start, at);
      default -> number(leaves);
    };
  }

  private boolean report(Leaves leaves, Kind kind, int from, int end) {
    leaves.leaf(kind, from, end);
    return true;
  }

  private boolean word(String word) {
    boolean is = Bytes.startsWith(b, at, to, word);
    at += word.length();
    return is;
  }

  private boolean number(Leaves leaves) {
    int start = at;
    int digits = b[at] == '-' ? at + 1 : at;
    at = Bytes.digitsEnd(b, digits, to);
    if (at == digits) {
      return false;
    }
    boolean whole = true;
    if (at < to && b[at] == '.') {
      int fraction = at + 1;
      at = Bytes.digitsEnd(b, fraction, to);
      whole = false;
      if (at == fraction) {
        return false;
      }
    }
    if (at < to && (b[at] | 0x20) == 'e') {
      boolean sign = at + 1 < to && (b[at + 1] == '+' || b[at + 1] == '-');
      int exponent = sign ? at + 2 : at + 1;
      at = Bytes.digitsEnd(b, exponent, to);
      whole = false;
      if (at == exponent) {
        return false;
      }
    }
    return report(leaves, whole ? Kind.INTEGER : Kind.DECIMAL, start, at);
  }

  /**
   * Moves behind a string's closing quote.
   *
   * @return 0 without escapes, 1 with, -1 when it does not end or an escape is wrong
   */
  private int scanString(int from) {
    int escape = 0;
    int i = from;
    while (i < to) {
      int c = b[i];
      if (c == '"') {
        at = i + 1;
        return escape;
      }
      if (c == '\\') {
        escape = 1;
        int length = JsonText.escapeLength(b, i, to);
        if (length == 0) {
          return -1;
        }
        i += length;
      } else {
        i++;
      }
    }
    return -1;
  }
}
