// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Avro's binary form of single values, written into memory that grows and is used again. */
final class AvroBytes {

  /** Copied here char by char; for longer texts Java's own way is faster, though it allocates. */
  private static final int SHORT_CHARS = 40;

  /** Most bytes that a number takes: 7 bits in each. */
  private static final int VARINT_BYTES_MAX = 10;

  private byte[] bytes = new byte[1024];
  private int size;

  void clear() {
    size = 0;
  }

  /** A copy of what has been written. */
  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  void raw(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  void bool(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  /** An int or a long: zigzag, then 7 bits a byte, the lowest first. */
  void number(long value) {
    reserve(VARINT_BYTES_MAX);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Eight bytes, the lowest first. */
  void real(double value) {
    reserve(Double.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Double.BYTES; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
  }

  void binary(byte[] value) {
    number(value.length);
    raw(value);
  }

  void text(String value) {
    int length = value.length();
    if (length > SHORT_CHARS || !ascii(value, length)) {
      binary(value.getBytes(UTF_8));
    }
  }

  /** Writes a short text; writes nothing and gives false when it is not plain ASCII. */
  private boolean ascii(String value, int length) {
    int before = size;
    number(length);
    reserve(length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        size = before;
        return false;
      }
      to[at + i] = (byte) c;
    }
    size = at + length;
    return true;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
