// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.List;

/** Splits bytes into physical lines and joins those into events. Keeps nothing between calls. */
final class EventScanner {

  /** What to do with the end of the bytes, where more may follow. */
  enum End {
    /** The last event may go on, and so may the last line. */
    OPEN,
    /** The last event is over; a line without line end stays. */
    EVENT_OVER,
    /** All is over; a line without line end is one. */
    ALL_OVER
  }

  private final int bytesMax;
  private final EventBuilder builder;

  /**
   * @param bytesMax longest line and longest event in bytes; what is longer is cut or split
   */
  EventScanner(int bytesMax, Continuation continuation) {
    this.bytesMax = bytesMax;
    this.builder = new EventBuilder(bytesMax, continuation);
  }

  int bytesMax() {
    return bytesMax;
  }

  /**
   * Appends all finished events.
   *
   * @return how many bytes they cover; the rest comes again with the next call
   */
  int scan(Chunk chunk, End end, List<Event> out) {
    builder.begin(chunk, out);
    int at = completeLines(chunk);
    if (end == End.ALL_OVER && at < chunk.length()) {
      builder.line(at, chunk.length(), chunk.length());
      at = chunk.length();
    }
    boolean endless = chunk.length() - at > bytesMax;
    if (end == End.OPEN && !endless) {
      return builder.isOpen() ? builder.start() : at;
    }
    builder.finish();
    return at;
  }

  private int completeLines(Chunk chunk) {
    int at = 0;
    while (at < chunk.length()) {
      int limit = chunk.nextBreak(at);
      int feed = chunk.lineFeed(at, limit);
      if (feed >= 0) {
        builder.line(at, feed, feed + 1);
        at = feed + 1;
      } else if (chunk.isBreak(limit)) {
        builder.line(at, limit, limit);
        at = limit;
      } else {
        return at;
      }
    }
    return at;
  }
}
