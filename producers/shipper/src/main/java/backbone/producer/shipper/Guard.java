// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Tells whether a file still begins and goes on as it did when it was read: after a truncation it
 * may have grown past the old place before anyone looked.
 */
final class Guard {

  private static final int LAST_BYTES = 64;

  private final byte[] head = new byte[Mark.LENGTH_MAX];
  private int headLength;
  private byte[] last = new byte[0];

  /** Takes a file as it is, read up to an offset; its first bytes may lie beyond. */
  void learn(FileChannel channel, long readTo) throws IOException {
    headLength = Mark.read(channel, head, head.length, 0);
    last = new byte[(int) Math.min(LAST_BYTES, readTo)];
    Mark.read(channel, last, last.length, readTo - last.length);
  }

  boolean knowsNothing() {
    return headLength == 0;
  }

  void forget() {
    headLength = 0;
    last = new byte[0];
  }

  /** Bytes were read, following those before. */
  void read(byte[] bytes, int from, int to, long readToBefore) {
    int skip = (int) Math.min(head.length, headLength - readToBefore);
    if (skip >= 0 && skip < to - from && headLength < head.length) {
      int more = Math.min(head.length - headLength, to - from - skip);
      System.arraycopy(bytes, from + skip, head, headLength, more);
      headLength += more;
    }
    int keep = Math.min(LAST_BYTES, to - from);
    byte[] next = new byte[Math.min(LAST_BYTES, last.length + keep)];
    System.arraycopy(bytes, to - keep, next, next.length - keep, keep);
    int old = next.length - keep;
    System.arraycopy(last, last.length - old, next, 0, old);
    last = next;
  }

  /** Whether the file still has these bytes. */
  boolean holds(FileChannel channel, long readTo) throws IOException {
    return same(channel, head, headLength, 0)
        && same(channel, last, last.length, readTo - last.length);
  }

  /** Whether another file begins with the same bytes, as far as it and these go. */
  boolean beginsAlike(FileChannel other, int atLeast) throws IOException {
    int length = (int) Math.min(headLength, other.size());
    return length >= atLeast && same(other, head, length, 0);
  }

  Mark headMark() {
    return Mark.of(head, headLength, headLength);
  }

  private static boolean same(FileChannel channel, byte[] bytes, int length, long from)
      throws IOException {
    byte[] now = new byte[length];
    return Mark.read(channel, now, length, from) == length
        && Arrays.equals(now, 0, length, bytes, 0, length);
  }
}
