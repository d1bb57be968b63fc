// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Characters.hex;
import static backbone.engine.mask.Characters.hexPair;

/**
 * Undoes JSON and URL escapes at any depth, so that each rule sees one spelling, and remembers
 * where each byte came from. Never longer than its input.
 */
final class Decoder {
  /** Above this size the buffers are given back after use. */
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private byte[] bytes = new byte[1024];
  private int[] positions = new int[1025];
  private int length;

  /** Whether the byte at {@code p} starts an escape that changes what a rule would see. */
  static boolean isEscape(byte[] in, int p, int to) {
    if (p + 1 >= to) {
      return false;
    }
    if (in[p] == '%') {
      return percent(in, p, to) >= 0;
    }
    return switch (in[p + 1]) {
      case 'n', 'r', 't', 'b', 'f', 'u', 'x' -> true;
      default -> false;
    };
  }

  void decode(byte[] in, int from, int to) {
    ensure(to - from);
    length = 0;
    int p = from;
    while (p < to) {
      byte b = in[p];
      if (b == '\\') {
        p = backslash(in, p, to);
      } else if (b == '%' && percent(in, p, to) >= 0) {
        p = urlEscape(in, p, to);
      } else {
        put(b, p++);
      }
    }
    positions[length] = to;
  }

  byte[] bytes() {
    return bytes;
  }

  int[] positions() {
    return positions;
  }

  int length() {
    return length;
  }

  void release() {
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

  private int urlEscape(byte[] in, int p, int to) {
    int at = p;
    int value = percent(in, at, to);
    while (value == '%' && at + 4 < to && hexPair(in[at + 3], in[at + 4]) >= ' ') {
      value = hexPair(in[at + 3], in[at + 4]);
      at += 2;
    }
    put((byte) value, p);
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
      case 'n', 'r', 't', 'b', 'f' -> put((byte) '\n', p);
      case '"', '\'', '/' -> put(in[at], p);
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
    if (value < 0x80) {
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
