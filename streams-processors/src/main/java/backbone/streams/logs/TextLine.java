// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

/**
 * A line of a record, without its end.
 *
 * @param number in the record, from 0
 * @param from first byte in the record
 * @param to behind the last byte
 * @param blank whether nothing is in it
 */
record TextLine(int number, int from, int to, boolean blank) {

  /** Takes the lines of a record, in order. */
  @FunctionalInterface
  interface Taker {
    void take(TextLine line);
  }

  /** Hands out the lines of a record; blank ones at its end are none, as ever. */
  static void each(byte[] b, Taker taker) {
    int to = b.length;
    while (to > 0 && TextRecord.isBlank(b, to - 1, to)) {
      to--;
    }
    to = end(b, to, b.length);
    int at = 0;
    for (int number = 0; at < to || number == 0; number++) {
      int feed = end(b, at, to);
      int end = feed > at && b[feed - 1] == '\r' ? feed - 1 : feed;
      taker.take(new TextLine(number, at, end, TextRecord.isBlank(b, at, end)));
      at = feed + 1;
    }
  }

  /** Where the line ends that begins somewhere: at its line feed. */
  static int end(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] != '\n') {
      at++;
    }
    return at;
  }
}
