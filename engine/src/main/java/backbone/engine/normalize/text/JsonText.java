// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

/** Escapes of JSON strings. */
public final class JsonText {

  private JsonText() {}

  /** Length of the escape that begins at a backslash, or 0 when JSON knows none such. */
  static int escapeLength(byte[] b, int at, int to) {
    if (at + 1 >= to) {
      return 0;
    }
    return switch (b[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> at + 6 <= to && hex4(b, at + 2) >= 0 ? 6 : 0;
      default -> 0;
    };
  }

  /** The text of a string that holds escapes, all of them known to be right. */
  public static String unescaped(byte[] b, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int plain = from;
    int at = from;
    while (at < to) {
      if (b[at] != '\\') {
        at++;
        continue;
      }
      if (at > plain) {
        text.append(Bytes.text(b, plain, at));
      }
      text.append(character(b, at));
      at += b[at + 1] == 'u' ? 6 : 2;
      plain = at;
    }
    text.append(Bytes.text(b, plain, to));
    return paired(text);
  }

  private static char character(byte[] b, int at) {
    return switch (b[at + 1]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) hex4(b, at + 2);
      default -> (char) b[at + 1];
    };
  }

  /** Replaces halves of surrogate pairs, which no encoder of UTF-8 can write. */
  private static String paired(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (pair) {
          i++;
        } else {
          text.setCharAt(i, '\uFFFD');
        }
      }
    }
    return text.toString();
  }

  private static int hex4(byte[] b, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(b[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
