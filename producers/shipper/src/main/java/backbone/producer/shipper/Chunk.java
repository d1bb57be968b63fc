// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/**
 * Consecutive bytes of a file.
 *
 * @param bytes holds them from index 0 on
 * @param length how many
 * @param base file offset of the first
 * @param breaks file offsets, ascending, at which a line ends without a line end
 */
record Chunk(byte[] bytes, int length, long base, long[] breaks) {

  /** Index at which the next break after an index falls, or {@code length} if none does. */
  int nextBreak(int after) {
    for (long offset : breaks) {
      if (offset > base + after) {
        return (int) Math.min(length, offset - base);
      }
    }
    return length;
  }

  boolean isBreak(int index) {
    for (long offset : breaks) {
      if (offset == base + index) {
        return true;
      }
    }
    return false;
  }

  /** Index of the next line feed in a range, or -1. */
  int lineFeed(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
