// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import java.util.Arrays;

/** Appends protobuf fields to a buffer that grows. */
final class WireWriter {

  private static final int BYTES = 2;

  private byte[] bytes;
  private int length;

  WireWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** A field whose value has a length, and its value. */
  void field(int number, byte[] value) {
    open(number, value.length);
    raw(value, 0, value.length);
  }

  /** The beginning of a field whose value, of this length, follows. */
  void open(int number, int valueLength) {
    varint(number << 3 | BYTES);
    varint(valueLength);
  }

  void raw(byte[] from, int start, int end) {
    int size = end - start;
    ensure(size);
    System.arraycopy(from, start, bytes, length, size);
    length += size;
  }

  void varint(int value) {
    ensure(5);
    int rest = value;
    while (rest >>> 7 != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Bytes of a field with a value of this length; numbers up to 15. */
  static int sizeOf(int valueLength) {
    return 1 + (38 - Integer.numberOfLeadingZeros(valueLength | 1)) / 7 + valueLength;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
