// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.nio.ByteBuffer;

/**
 * How far the trail of one partition is, and the books of the spans since its topic was first read.
 * One value, stored with the data's transaction, so that it says exactly what the output holds.
 *
 * <pre>
 * received = forwarded + sampled out + lost + open
 * </pre>
 *
 * Open spans lie between trail and head. They are not stored but counted anew from the log after
 * each start, so the equation proves that nothing between was lost or taken twice. Mutable and of
 * one thread.
 */
final class SpanBooks {

  private static final byte VERSION = 1;
  private static final int BYTES = 2 + 5 * Long.BYTES;

  /** Offset of the first record that the trail has not passed, or {@link Trail#UNKNOWN}. */
  long position = Trail.UNKNOWN;

  long received;
  long forwarded;
  long sampledOut;

  /** Spans that the log did not hold any more when the trail came to them, or cannot be sent. */
  long lost;

  /** Whether the log had forgotten records and their spans are not counted as lost yet. */
  boolean gap;

  /** Not stored. */
  long open;

  /** How far the equation is off. */
  long residue() {
    return received - forwarded - sampledOut - lost - open;
  }

  byte[] write() {
    return ByteBuffer.allocate(BYTES)
        .put(VERSION)
        .put((byte) (gap ? 1 : 0))
        .putLong(position)
        .putLong(received)
        .putLong(forwarded)
        .putLong(sampledOut)
        .putLong(lost)
        .array();
  }

  /**
   * Reads a stored value; nothing stored gives empty books.
   *
   * @throws IllegalStateException when the version is not known, as after a downgrade
   */
  static SpanBooks read(byte[] value) {
    SpanBooks books = new SpanBooks();
    if (value == null) {
      return books;
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "the stored position of the trail has version "
              + version
              + ", this release reads "
              + VERSION);
    }
    books.gap = in.get() == 1;
    books.position = in.getLong();
    books.received = in.getLong();
    books.forwarded = in.getLong();
    books.sampledOut = in.getLong();
    books.lost = in.getLong();
    return books;
  }
}
