// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fingerprint of a stretch of a file.
 *
 * @param end one past its last byte
 * @param length bytes, at most {@link #LENGTH_MAX}
 * @param hash of them
 */
record Mark(long end, int length, String hash) {

  static final int LENGTH_MAX = 1024;
  static final Mark NONE = new Mark(0, 0, "");

  /** Of bytes that are at hand. */
  static Mark of(byte[] bytes, int length, long end) {
    return new Mark(end, length, hash(bytes, length));
  }

  /** Of the last bytes before an offset. */
  static Mark before(FileChannel channel, long end) throws IOException {
    int length = (int) Math.min(LENGTH_MAX, end);
    byte[] bytes = new byte[length];
    return read(channel, bytes, length, end - length) < length ? NONE : of(bytes, length, end);
  }

  /** Whether a file holds the same bytes at the same place. */
  boolean holds(FileChannel channel) throws IOException {
    byte[] bytes = new byte[length];
    return length == 0
        || (read(channel, bytes, length, end - length) == length
            && hash(bytes, length).equals(hash));
  }

  /** Reads up to {@code length} bytes from a place; returns how many there were. */
  static int read(FileChannel channel, byte[] into, int length, long from) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        break;
      }
    }
    return buffer.position();
  }

  private static String hash(byte[] bytes, int length) {
    if (length == 0) {
      return "";
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
    }
  }
}
