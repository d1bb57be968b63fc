// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
  private final Lanes lanes;
  private final ContainerLine wrapped = new ContainerLine();

  /**
   * @param bytesMax longest line and longest event in bytes; what is longer is cut or split
   */
  EventScanner(int bytesMax, Supplier<Continuation> continuations) {
    this.bytesMax = bytesMax;
    this.builder = new EventBuilder(bytesMax, continuations.get());
    this.lanes = new Lanes(bytesMax, continuations);
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
    lanes.begin(chunk, out);
    int at = completeLines(chunk);
    if (end == End.ALL_OVER && at < chunk.length()) {
      line(chunk, at, chunk.length(), chunk.length());
      at = chunk.length();
    }
    boolean endless = chunk.length() - at > bytesMax;
    if (end == End.ALL_OVER || endless) {
      builder.finish();
      lanes.finish();
    } else if (end == End.EVENT_OVER) {
      builder.finish();
      lanes.finishLines();
    }
    return open(at);
  }

  /**
   * Whether these bytes, ended here, might become other events when they are read again with more
   * behind them, of which a reader could not tell by their ranges what it has. Of a runtime's lines
   * that is so: the range of an event does not tell how many lines it had between others.
   */
  boolean isFragile(Chunk chunk) {
    scan(chunk, End.OPEN, new ArrayList<>());
    return lanes.isOpen();
  }

  /** Whether what was last scanned ends in a part of a line whose rest is to come. */
  boolean hasPart() {
    return lanes.hasPart();
  }

  private int open(int at) {
    if (lanes.isOpen()) {
      return lanes.start();
    }
    return builder.isOpen() ? builder.start() : at;
  }

  private int completeLines(Chunk chunk) {
    int at = 0;
    while (at < chunk.length()) {
      int limit = chunk.nextBreak(at);
      int feed = chunk.lineFeed(at, limit);
      if (feed >= 0) {
        line(chunk, at, feed, feed + 1);
        at = feed + 1;
      } else if (chunk.isBreak(limit)) {
        line(chunk, at, limit, limit);
        at = limit;
      } else {
        return at;
      }
    }
    return at;
  }

  private void line(Chunk chunk, int from, int end, int next) {
    if (next - from <= bytesMax && wrapped.read(chunk.bytes(), from, end)) {
      builder.finish();
      lanes.line(wrapped, from, end, next);
    } else {
      lanes.finish();
      builder.line(from, end, next);
    }
    if (chunk.isBreak(next)) {
      lanes.finish();
    }
  }
}
