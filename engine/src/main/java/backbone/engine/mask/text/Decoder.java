// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.text;

import static backbone.engine.mask.text.Characters.hex;
import static backbone.engine.mask.text.Characters.hexPair;

/**
 * Undoes JSON and URL escapes at any depth, so that each rule sees one spelling, and remembers
 * where each byte came from. Never longer than its input.
 */
public final class Decoder {
  /** Above this size the buffers are given back after use. */
  private static final int KEPT_BYTES_MAX = 1 << 20;

  /** Deeper than this nobody nests, and no quote may become longer than it was. */
  private static final int LEVELS_MAX = 4;

  private byte[] source = new byte[0];
  private byte[] bytes = new byte[1024];
  private int[] positions = new int[1025];
  private int length;

  /** Whether the byte at {@code p} starts an escape that changes what a rule would see. */
  public static boolean isEscape(byte[] in, int p, int to) {
    if (p + 1 >= to) {
      return false;
    }
    if (in[p] == '%') {
      return percent(in, p, to) >= 0;
    }
    return switch (in[p + 1]) {
      case 'n', 'r', 't', 'b', 'f', 'u', 'x', '/' -> true;
      default -> false;
    };
  }

  /** Whether an escape starts between two places. */
  public static boolean hasEscape(byte[] in, int from, int to) {
    for (int p = from; p < to; p++) {
      if ((in[p] == '\\' || in[p] == '%') && isEscape(in, p, to)) {
        return true;
      }
    }
    return false;
  }

  /** In how many URL escapes the byte at {@code p} was written. */
  int depth(int p) {
    int position = positions[p];
    return source[position] == '%' ? (positions[p + 1] - position - 1) / 2 : 0;
  }

  /** Whether the byte at {@code p} was written as an escape that begins with a backslash. */
  boolean isEscaped(int p) {
    return source[positions[p]] == '\\' && bytes[p] != '\\';
  }

  /** Whether the blank at {@code p} was written as a plus. */
  boolean isPlus(int p) {
    int last = source[positions[p + 1] - 1];
    return source[positions[p]] == '+'
        || (source[positions[p]] == '%' && (last == 'B' || last == 'b'));
  }

  /** Undoes the escapes of a text, which must not change before {@link #release}. */
  public void decode(byte[] in, int from, int to) {
    ensure(to - from);
    source = in;
    length = 0;
    int p = from;
    while (p < to) {
      byte b = in[p];
      if (b == '\\') {
        p = backslash(in, p, to);
      } else if (b == '%' && percent(in, p, to) >= 0) {
        p = urlEscape(in, p, to);
      } else if (b == '+' && isFormSpace(in, p, 1)) {
        put((byte) ' ', p++);
      } else {
        put(b, p++);
      }
    }
    positions[length] = to;
  }

  /** The text without escapes, from 0 to {@link #length}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in the text as it was each byte starts, and behind the last one its end. */
  public int[] positions() {
    return positions;
  }

  /** Number of bytes without escapes. */
  public int length() {
    return length;
  }

  /** Forgets the text. */
  public void release() {
    source = new byte[0];
    if (bytes.length > KEPT_BYTES_MAX) {
      bytes = new byte[1024];
      positions = new int[1025];
    }
  }

  /** Value of {@code %hh}, or -1; control characters stay, they are more likely plain text. */
  private static int percent(byte[] in, int p, int to) {
    int value = p + 2 < to ? hexPair(in[p + 1], in[p + 2]) : -1;
    return value >= ' ' || value == '\n' || value == '\r' || value == '\t' ? value : -1;
  }

  /**
   * Whether a plus stands for a space, as forms write one: what a form escapes before it is longer
   * than the plus itself, which is {@code %2B} if it means a plus.
   */
  private boolean isFormSpace(byte[] in, int p, int width) {
    if (length == 0) {
      return false;
    }
    int before = positions[length - 1];
    if (in[before] != '%' || p - before <= width) {
      return false;
    }
    // No form writes %20, so this plus is one; nor has a number of another kind such a beginning.
    return bytes[length - 1] != ' ' && !isKorean(in, p + width);
  }

  /** {@code 82-} behind a plus, or its dash in an escape. */
  private static boolean isKorean(byte[] in, int p) {
    return p + 2 < in.length
        && in[p] == '8'
        && in[p + 1] == '2'
        && (in[p + 2] == '-' || in[p + 2] == ' ' || in[p + 2] == '%');
  }

  private int urlEscape(byte[] in, int p, int to) {
    int at = p;
    int value = percent(in, at, to);
    while (value == '%' && at + 4 < to && hexPair(in[at + 3], in[at + 4]) >= ' ') {
      value = hexPair(in[at + 3], in[at + 4]);
      at += 2;
    }
    put((byte) (value == '+' && isFormSpace(in, p, at + 3 - p) ? ' ' : value), p);
    return at + 3;
  }

  /** All backslashes before an escape letter are one escape, however often it was escaped. */
  private int backslash(byte[] in, int p, int to) {
    int at = p;
    while (at < to && in[at] == '\\') {
      at++;
    }
    if (at >= to) {
      put((byte) '\\', p);
      return at;
    }
    switch (in[at]) {
      case 'n' -> put((byte) '\n', p);
      case 'r' -> put((byte) '\r', p);
      case 't' -> put((byte) '\t', p);
      case 'b', 'f' -> put((byte) '\b', p);
      case '"', '\'' -> quote(in[at], p, at - p);
      case '/' -> put(in[at], p);
      case 'u' -> {
        return unicode(in, p, at, to);
      }
      case 'x' -> {
        int value = at + 2 < to ? hexPair(in[at + 1], in[at + 2]) : -1;
        put((byte) (value < 0 ? '\\' : value), p);
        return value < 0 ? at : at + 3;
      }
      default -> {
        put((byte) '\\', p);
        return at;
      }
    }
    return at + 1;
  }

  private int unicode(byte[] in, int p, int at, int to) {
    int value = 0;
    for (int i = at + 1; i <= at + 4; i++) {
      int digit = i < to ? hex(in[i]) : -1;
      if (digit < 0) {
        put((byte) '\\', p);
        return at;
      }
      value = (value << 4) | digit;
    }
    if (value == '"' || value == '\'') {
      quote((byte) value, p, levels(at - p));
    } else if (value < 0x80) {
      put((byte) value, p);
    } else if (value < 0x800) {
      put((byte) (0xc0 | (value >> 6)), p);
      put((byte) (0x80 | (value & 0x3f)), p);
    } else {
      put((byte) (0xe0 | (value >> 12)), p);
      put((byte) (0x80 | ((value >> 6) & 0x3f)), p);
      put((byte) (0x80 | (value & 0x3f)), p);
    }
    return at + 5;
  }

  /** A quote keeps its backslashes: their number tells whether it ends a text or is in it. */
  private void quote(byte b, int position, int backslashes) {
    for (int i = 0; i < backslashes; i++) {
      put((byte) '\\', position + Math.min(i, 1));
    }
    put(b, position + Math.min(backslashes, 1));
  }

  /** How many backslashes a quote would have where its number has so many. */
  private static int levels(int backslashes) {
    int even = Math.min(backslashes, LEVELS_MAX);
    return (even & 1) == 1 ? even : 2 * levels(even / 2) + 1;
  }

  private void put(byte b, int position) {
    bytes[length] = b;
    positions[length++] = position;
  }

  private void ensure(int size) {
    if (bytes.length < size) {
      int capacity = Math.max(size, bytes.length * 2);
      bytes = new byte[capacity];
      positions = new int[capacity + 1];
    }
  }
}
