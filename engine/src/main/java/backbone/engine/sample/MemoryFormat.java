// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.nio.ByteBuffer;

/**
 * Keys and values of the memory, big-endian. Every value begins with a version byte.
 *
 * <pre>
 * key                              value after the version
 * 'w'                              watermark 8
 * 'p' table 4                      policies: count 1, then name, threshold (length 2, UTF-8) of each
 * 's' decided ms 8, number 4       table 4, kept 4, then id 16 and policy 1 of each;
 *                                  to the end of dropped: fingerprint 8 and policy 1 of each
 * 'o' operation 8                  first arrival 8, service 8, trace id 16
 * 'q' policy 8, service 8          period 8, traces 4
 * </pre>
 */
final class MemoryFormat {

  static final byte VERSION = 1;
  static final byte WATERMARK = 'w';
  static final byte POLICIES = 'p';
  static final byte SEGMENT = 's';
  static final byte OPERATION = 'o';
  static final byte QUOTA = 'q';

  private MemoryFormat() {}

  /**
   * Opens a value behind its version.
   *
   * @throws IllegalStateException when this release does not know the version
   */
  static ByteBuffer open(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a stored sampling state has version "
              + version
              + ", this release reads "
              + VERSION
              + ". Run the release that wrote it, or start with an empty store.");
    }
    return in;
  }

  /** A value to be filled, with its version in place. */
  static ByteBuffer value(int length) {
    return ByteBuffer.allocate(1 + length).put(VERSION);
  }

  static ByteBuffer key(byte kind, int length) {
    return ByteBuffer.allocate(1 + length).put(kind);
  }
}
