// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Looking at stretches of bytes; {@code from} inclusive, {@code to} exclusive, -1 for not found.
 */
public final class Bytes {

  private Bytes() {}

  /** The bytes as UTF-8. */
  public static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }

  /** ASCII digit. */
  public static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  /** ASCII letter. */
  public static boolean isLetter(int b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Space or tab. */
  public static boolean isBlank(int b) {
    return b == ' ' || b == '\t';
  }

  /** Blank or line end. */
  public static boolean isSpace(int b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  /** Past the blanks at {@code from}. */
  public static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Past the blanks and line ends at {@code from}. */
  public static int skipSpace(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Behind the mark that some programs put before UTF-8. */
  public static int skipByteOrderMark(byte[] bytes, int from, int to) {
    boolean is =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return is ? from + 3 : from;
  }

  /** The end without the blanks and line ends before it. */
  public static int trimEnd(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && isSpace(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  /** End of the run of bytes that are neither blank nor line end. */
  public static int tokenEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Past the digits at {@code from}. */
  public static int digitsEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The first such byte, or -1. */
  public static int indexOf(byte[] bytes, int from, int to, int wanted) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  /** End of the first line: the next line feed, or {@code to}. */
  public static int lineEnd(byte[] bytes, int from, int to) {
    int feed = indexOf(bytes, from, to, '\n');
    return feed < 0 ? to : feed;
  }

  /** Whether this ASCII text stands at {@code from}. */
  public static boolean startsWith(byte[] bytes, int from, int to, String ascii) {
    int length = ascii.length();
    if (to - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Position of an ASCII needle, ASCII letters compared as they are. */
  public static int indexOf(byte[] bytes, int from, int to, String ascii) {
    int last = to - ascii.length();
    for (int at = from; at <= last; at++) {
      if (bytes[at] == ascii.charAt(0) && startsWith(bytes, at, to, ascii)) {
        return at;
      }
    }
    return -1;
  }

  /** Value of 1 to 18 digits, or -1 when it is anything else. */
  public static long number(byte[] bytes, int from, int to) {
    if (from >= to || to - from > 18) {
      return -1;
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      if (!isDigit(bytes[at])) {
        return -1;
      }
      value = value * 10 + bytes[at] - '0';
    }
    return value;
  }
}
