// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What stands before a value and tells what it is: the key in front of it ({@code "phone": ...}),
 * words of the sentence, or the key of the whole text. A look back is short, and ends at digits and
 * brackets, so that it sees the same where the values before are masked.
 */
final class Context {
  /** Kinds of words, of which each look back gives a set. */
  static final int PHONE = 1;

  static final int CALL = 1 << 1;
  static final int BANK = 1 << 2;
  static final int PASSPORT = 1 << 3;
  static final int LICENCE = 1 << 4;
  static final int BUSINESS = 1 << 5;
  static final int RESIDENT = 1 << 6;
  static final int SOCIAL = 1 << 7;

  /** Set beside the kinds if they are those of the value's key, not of a sentence. */
  static final int KEYED = 1 << 8;

  private static final int BYTES_MAX = 48;
  private static final int SEPARATORS_MAX = 8;

  private String key = "";

  /** Of the key; -1 until somebody asks, as few texts have a number. */
  private int keyKinds;

  /** Sets the key of the texts that follow; empty where there is none. */
  void key(String name) {
    key = name == null ? "" : name;
    keyKinds = key.isEmpty() ? 0 : -1;
  }

  String key() {
    return key;
  }

  int before(Chain chain) {
    return before(chain.in, chain.from, chain.start);
  }

  /** Kinds of the words before {@code p}, with {@link #KEYED} if they are those of its key. */
  int before(byte[] in, int from, int p) {
    int end = p;
    byte sign = 0;
    while (end > from && p - end < SEPARATORS_MAX && isBetween(in[end - 1])) {
      byte b = in[--end];
      sign = b == '=' || (b == ':' && sign == 0) ? b : sign;
    }
    if (end == from) {
      return sign == 0 && keyKinds() != 0 ? keyKinds() | KEYED : 0;
    }
    if (sign != 0) {
      int kinds = ContextWords.kinds(in, startOfKey(in, from, end, sign), end);
      if (kinds != 0 || sign == '=') {
        return kinds == 0 ? 0 : kinds | KEYED;
      }
    }
    int start = startOfWords(in, from, end);
    int kinds = ContextWords.kinds(in, start, end);
    return start == from ? kinds | keyKinds() : kinds;
  }

  private int keyKinds() {
    if (keyKinds < 0) {
      byte[] bytes = key.getBytes(UTF_8);
      keyKinds = ContextWords.kinds(bytes, 0, bytes.length);
    }
    return keyKinds;
  }

  /** The name before a sign, and the word before it if a colon follows ({@code account no: 1}). */
  private static int startOfKey(byte[] in, int from, int end, byte sign) {
    int floor = Math.max(from, end - BYTES_MAX);
    int p = startOfName(in, floor, end);
    return sign == ':' && p > floor && in[p - 1] == ' ' ? startOfName(in, floor, p - 1) : p;
  }

  private static int startOfName(byte[] in, int floor, int end) {
    int p = end;
    while (p > floor && isName(in[p - 1])) {
      p--;
    }
    return p;
  }

  private static int startOfWords(byte[] in, int from, int end) {
    int floor = Math.max(from, end - BYTES_MAX);
    int p = end;
    while (p > floor && !isStop(in[p - 1]) && !isGap(in, floor, p)) {
      p--;
    }
    return p;
  }

  /** The end of a masked IPv6 address, which may have no digit left. */
  private static boolean isGap(byte[] in, int floor, int p) {
    return in[p - 1] == ':' && p - 2 >= floor && in[p - 2] == ':';
  }

  private static boolean isName(byte b) {
    return b < 0 || isAlphanumeric(b) || b == '_' || b == '-' || b == '.';
  }

  /** Between a key or word and its value. */
  private static boolean isBetween(byte b) {
    return switch (b) {
      case ' ', '\t', '"', '\'', '=', ':', '(', '+', '<', '>', '\\', '#' -> true;
      default -> false;
    };
  }

  private static boolean isStop(byte b) {
    return switch (b) {
      case '\n', ',', ';', '{', '}', '[', ']', '|', '&' -> true;
      default -> isDigit(b);
    };
  }
}
