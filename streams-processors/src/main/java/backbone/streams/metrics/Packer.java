// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Bytes of stored and sent values: numbers of 7 bits a byte, least significant first, the top bit
 * set when more follow; texts as their length in UTF-8 and the bytes. Reused; of one thread.
 */
final class Packer {

  private byte[] bytes = new byte[256];
  private int size;

  Packer clear() {
    size = 0;
    return this;
  }

  /** A number of any sign; small ones that are not negative take one byte. */
  Packer number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  Packer text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    number(utf8.length);
    return raw(utf8);
  }

  /** Bytes as they are, without their length. */
  Packer raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** What another holds, without its length. */
  Packer raw(Packer other) {
    room(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
    return this;
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
