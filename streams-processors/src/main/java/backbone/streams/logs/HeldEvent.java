// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.engine.normalize.lines.LineJoiner;
import backbone.streams.raw.RawPartition;
import java.util.Arrays;

/**
 * The last event of a sender, as long as its next line may go on with it. Reused for the events of
 * one sender; of one thread.
 *
 * <p>The bounds of lines and bytes are the shipper's. They count where a record goes on with an
 * event of an earlier one; within a record nothing is parted.
 */
final class HeldEvent {

  static final int LINES_MAX = 500;
  static final int BYTES_MAX = 256 * 1024;

  /** An event that goes on and on holds up the watermark no longer than this. */
  static final long AGE_MS_MAX = 10_000;

  private static final int BUFFER_BYTES = 256;
  private static final int BUFFER_BYTES_KEPT = 16 * 1024;
  private static final int OBJECT_BYTES = 700;

  /** Where and how an event began. */
  record Begin(
      String contentType, Source source, long offset, long arrivalMs, int item, int start) {

    static Begin of(RawLog raw, int item, int start) {
      return new Begin(
          raw.contentType(), raw.source(), raw.origin().start(), raw.arrivalMs(), item, start);
    }
  }

  /** How far an event has come. */
  record State(
      Begin begin, long lastOffset, long lastArrivalMs, int blanks, int textEnd, byte[] text) {}

  private final String sender;
  private final String key;
  private final LineJoiner joiner = new LineJoiner();

  private Begin begin;
  private long lastOffset;
  private long lastArrivalMs;

  /** Lines with a line feed between them; behind {@link #textEnd} only blank ones. */
  private byte[] text = new byte[BUFFER_BYTES];

  private int length;
  private int textEnd;
  private int lines;
  private int blanks;

  /**
   * Makes room for the events of a sender.
   *
   * @param key in the store
   */
  HeldEvent(String sender, String key) {
    this.sender = sender;
    this.key = key;
  }

  /** One as it was stored. */
  HeldEvent(String sender, String key, State state) {
    this(sender, key);
    begin = state.begin();
    text = state.text();
    length = text.length;
    textEnd = state.textEnd();
    blanks = state.blanks();
    lastOffset = state.lastOffset();
    lastArrivalMs = state.lastArrivalMs();
    for (int at = 0; at < textEnd; lines++) {
      int end = lineEnd(text, at, textEnd);
      if (at == 0) {
        joiner.begin(text, at, end);
      } else if (!TextRecord.isBlank(text, at, end)) {
        joiner.goesOn(text, 0, at, end);
      }
      at = end + 1;
    }
  }

  static int lineEnd(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] != '\n') {
      at++;
    }
    return at;
  }

  String sender() {
    return sender;
  }

  String key() {
    return key;
  }

  boolean isOpen() {
    return begin != null;
  }

  /** Arrival of the first line, milliseconds since 1970. */
  long arrivalMs() {
    return begin.arrivalMs();
  }

  long offset() {
    return begin.offset();
  }

  long lastArrivalMs() {
    return lastArrivalMs;
  }

  int lines() {
    return lines;
  }

  /** Blank lines that came last; they belong to the event only if a line behind them does. */
  int blanks() {
    return blanks;
  }

  /** Memory that it takes. */
  int bytes() {
    return text.length + OBJECT_BYTES;
  }

  State state() {
    return new State(
        begin, lastOffset, lastArrivalMs, blanks, textEnd, Arrays.copyOf(text, length));
  }

  /** Begins an event with a line of a record. */
  void begin(RawLog raw, int number, int from, int to) {
    begin = Begin.of(raw, number, from);
    if (text.length > BUFFER_BYTES_KEPT) {
      text = new byte[BUFFER_BYTES];
    }
    length = 0;
    lines = 1;
    blanks = 0;
    append(raw, from, to);
    textEnd = length;
    joiner.begin(text, 0, length);
  }

  /** Takes a line of a record if the event goes on with it. */
  boolean goesOn(RawLog raw, int from, int to) {
    if (!fits(raw, to - from)) {
      return false;
    }
    int before = length;
    long offsetBefore = lastOffset;
    long arrivalBefore = lastArrivalMs;
    append(raw, from, to);
    if (!joiner.goesOn(text, 0, before + 1, length)) {
      length = before;
      lastOffset = offsetBefore;
      lastArrivalMs = arrivalBefore;
      return false;
    }
    textEnd = length;
    lines += blanks + 1;
    blanks = 0;
    return true;
  }

  /** Takes a blank line of a record if there is room. */
  boolean takesBlank(RawLog raw, int from, int to) {
    if (!fits(raw, to - from)) {
      return false;
    }
    append(raw, from, to);
    blanks++;
    return true;
  }

  private boolean fits(RawLog raw, int bytes) {
    return raw.origin().start() == lastOffset
        || (lines + blanks < LINES_MAX
            && length + 1 + bytes <= BYTES_MAX
            && raw.arrivalMs() - begin.arrivalMs() <= AGE_MS_MAX);
  }

  private void append(RawLog raw, int from, int to) {
    int needed = length + 1 + to - from;
    if (needed > text.length) {
      text = Arrays.copyOf(text, Math.max(needed, 2 * text.length));
    }
    if (length > 0) {
      text[length++] = '\n';
    }
    System.arraycopy(raw.value(), from, text, length, to - from);
    length += to - from;
    lastOffset = raw.origin().start();
    lastArrivalMs = raw.arrivalMs();
  }

  /** The event as the engine takes it, with the identity of its first line. */
  RawLog raw(RawPartition partition) {
    int[] starts = new int[lines];
    starts[0] = begin.start();
    for (int i = 1, at = 0; i < lines; i++) {
      at = lineEnd(text, at, textEnd) + 1;
      starts[i] = begin.start() + at;
    }
    return new RawLog(
        Arrays.copyOf(text, textEnd),
        begin.contentType(),
        begin.source(),
        partition.origin(begin.offset()),
        begin.arrivalMs(),
        starts,
        false,
        begin.item());
  }

  /** Forgets the event; the next line begins another. */
  void close() {
    begin = null;
  }
}
