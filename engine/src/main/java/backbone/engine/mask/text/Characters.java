// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.text;

/** What single bytes and single UTF-8 sequences are: digits, letters, parts of words. */
public final class Characters {
  private static final byte WORD = 1;
  private static final byte LETTER = 2;
  private static final byte DIGIT = 4;
  private static final byte[] CLASSES = classes();
  private static final byte[] HEX = hex();

  private Characters() {}

  /** ASCII digit. */
  public static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** ASCII letter. */
  public static boolean isLetter(byte b) {
    return (CLASSES[b & 0xff] & LETTER) != 0;
  }

  /** ASCII letter or digit. */
  public static boolean isAlphanumeric(byte b) {
    return (CLASSES[b & 0xff] & (LETTER | DIGIT)) != 0;
  }

  /** ASCII letter, digit or underscore. */
  public static boolean isWord(byte b) {
    return CLASSES[b & 0xff] != 0;
  }

  /** Value of a hexadecimal digit, or -1. */
  public static int hex(byte b) {
    return HEX[b & 0xff];
  }

  /** Value of two hexadecimal digits, or -1. */
  static int hexPair(byte high, byte low) {
    int h = hex(high);
    int l = hex(low);
    return h < 0 || l < 0 ? -1 : (h << 4) | l;
  }

  /** An ASCII letter in lower case; any other byte as it is. */
  public static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  /** Where the UTF-8 sequence that ends before {@code end} starts; at most four bytes back. */
  public static int startBefore(byte[] in, int from, int end) {
    int p = end - 1;
    while (p > from && p > end - 4 && (in[p] & 0xc0) == 0x80) {
      p--;
    }
    return p;
  }

  /** Length in bytes of the sequence at {@code p}, by its first byte; not beyond {@code to}. */
  public static int lengthAt(byte[] in, int p, int to) {
    int lead = in[p] & 0xff;
    int length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return Math.min(length, to - p);
  }

  /** Code point of a sequence of two to four bytes; what is malformed gives some value, or -1. */
  public static int codePoint(byte[] in, int start, int end) {
    int length = end - start;
    if (length < 2) {
      return -1;
    }
    int value = in[start] & (0x7f >> length);
    for (int p = start + 1; p < end; p++) {
      value = (value << 6) | (in[p] & 0x3f);
    }
    return value;
  }

  /** Whether a word goes on with a letter; one of ASCII ends where Hangul, kana or Han begin. */
  public static boolean continuesWord(int codePoint, boolean ascii) {
    return Character.isLetter(codePoint) && !(ascii && isCjk(codePoint));
  }

  /** Scripts that are written up against a value: Hangul, kana and Han. */
  private static boolean isCjk(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x11ff)
        || (codePoint >= 0x2e80 && codePoint <= 0xd7ff);
  }

  private static byte[] classes() {
    byte[] table = new byte[256];
    for (int i = 0; i < 26; i++) {
      table['a' + i] = LETTER;
      table['A' + i] = LETTER;
    }
    for (int i = '0'; i <= '9'; i++) {
      table[i] = DIGIT;
    }
    table['_'] = WORD;
    return table;
  }

  private static byte[] hex() {
    byte[] table = new byte[256];
    for (int i = 0; i < 256; i++) {
      table[i] = i < 128 ? (byte) Character.digit(i, 16) : -1;
    }
    return table;
  }
}
