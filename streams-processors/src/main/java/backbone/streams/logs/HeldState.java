// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import java.nio.ByteBuffer;

/**
 * What is stored of a held event: where its lines are, and nothing of what a sender has said, as it
 * is not masked yet.
 *
 * <pre>
 * version, 1 byte = 1 | arrival ms, 8 | last arrival ms, 8 | lines, 4 | item, 4 | offsets, 8 each
 * </pre>
 *
 * All numbers big-endian.
 *
 * @param arrivalMs of the first record, milliseconds since 1970
 * @param lastArrivalMs of the last record
 * @param lines that are booked as open, blank ones included
 * @param item number of the first line in the first record; of the others all lines count
 * @param offsets of the records in the raw partition, ascending, at least one
 */
record HeldState(long arrivalMs, long lastArrivalMs, int lines, int item, long[] offsets) {

  private static final byte VERSION = 1;
  private static final int NUMBERS_BYTES = 1 + 2 * Long.BYTES + 2 * Integer.BYTES;

  long lastOffset() {
    return offsets[offsets.length - 1];
  }

  byte[] write() {
    ByteBuffer out = ByteBuffer.allocate(NUMBERS_BYTES + offsets.length * Long.BYTES);
    out.put(VERSION).putLong(arrivalMs).putLong(lastArrivalMs).putInt(lines).putInt(item);
    for (long offset : offsets) {
      out.putLong(offset);
    }
    return out.array();
  }

  /**
   * Reads a stored value.
   *
   * @throws IllegalStateException when the version is not known, as after a downgrade
   */
  static HeldState read(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "store held-lines holds version " + version + ", this release reads " + VERSION);
    }
    long arrivalMs = in.getLong();
    long lastArrivalMs = in.getLong();
    int lines = in.getInt();
    int item = in.getInt();
    long[] offsets = new long[in.remaining() / Long.BYTES];
    in.asLongBuffer().get(offsets);
    return new HeldState(arrivalMs, lastArrivalMs, lines, item, offsets);
  }
}
