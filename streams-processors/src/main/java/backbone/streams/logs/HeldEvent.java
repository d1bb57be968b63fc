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
  private static final int OFFSETS = 4;
  private static final int OBJECT_BYTES = 700;

  /** Where and how an event began. */
  private record Begin(
      String contentType, Source source, long offset, long arrivalMs, int item, int start) {

    static Begin of(RawLog raw, TextLine line) {
      return new Begin(
          raw.contentType(),
          raw.source(),
          raw.origin().start(),
          raw.arrivalMs(),
          line.number(),
          line.from());
    }
  }

  private final String sender;
  private final String key;
  private final LineJoiner joiner = new LineJoiner();

  private Begin begin;
  private long lastArrivalMs;

  /** Of the records that the lines are from. */
  private long[] offsets = new long[OFFSETS];

  private int records;

  /** Lines with a line feed between them; behind {@link #textEnd} only blank ones. */
  private byte[] text = new byte[BUFFER_BYTES];

  private int length;
  private int textEnd;
  private int lines;
  private int blanks;
  private int expired;

  /**
   * Makes room for the events of a sender.
   *
   * @param key in the store
   */
  HeldEvent(String sender, String key) {
    this.sender = sender;
    this.key = key;
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
    return begin == null ? lastArrivalMs : begin.arrivalMs();
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

  /** Lines that it had before a restart and that the raw topic has forgotten. */
  int expired() {
    return expired;
  }

  /** Memory that it takes. */
  int bytes() {
    return text.length + offsets.length * Long.BYTES + OBJECT_BYTES;
  }

  /** What is stored of it. */
  HeldState state() {
    return new HeldState(
        begin.arrivalMs(),
        lastArrivalMs,
        lines + blanks + expired,
        begin.item(),
        Arrays.copyOf(offsets, records));
  }

  /**
   * Takes a line that it had before a restart, whatever it would take now. Without its first lines
   * it begins with the first that is there.
   */
  void retake(RawLog raw, TextLine line) {
    if (!isOpen()) {
      if (!line.blank()) {
        begin(raw, line);
      }
      return;
    }
    int before = length;
    append(raw, line);
    if (line.blank()) {
      blanks++;
    } else {
      joiner.goesOn(text, 0, before + 1, length);
      went();
    }
  }

  /** Ends the taking of such lines; some or all of what was stored may be gone. */
  void restored(HeldState stored) {
    expired = stored.lines() - (isOpen() ? lines + blanks : 0);
    lastArrivalMs = stored.lastArrivalMs();
  }

  /** Begins an event with a line of a record. */
  void begin(RawLog raw, TextLine line) {
    begin = Begin.of(raw, line);
    if (text.length > BUFFER_BYTES_KEPT) {
      text = new byte[BUFFER_BYTES];
    }
    length = 0;
    records = 0;
    lines = 1;
    blanks = 0;
    append(raw, line);
    textEnd = length;
    joiner.begin(text, 0, length);
  }

  /** Takes a line of a record if the event goes on with it. */
  boolean goesOn(RawLog raw, TextLine line) {
    if (!fits(raw, line)) {
      return false;
    }
    int before = length;
    int recordsBefore = records;
    long arrivalBefore = lastArrivalMs;
    append(raw, line);
    if (!joiner.goesOn(text, 0, before + 1, length)) {
      length = before;
      records = recordsBefore;
      lastArrivalMs = arrivalBefore;
      return false;
    }
    went();
    return true;
  }

  private void went() {
    textEnd = length;
    lines += blanks + 1;
    blanks = 0;
  }

  /** Takes a blank line of a record if there is room. */
  boolean takesBlank(RawLog raw, TextLine line) {
    if (!fits(raw, line)) {
      return false;
    }
    append(raw, line);
    blanks++;
    return true;
  }

  private boolean fits(RawLog raw, TextLine line) {
    return raw.origin().start() == offsets[records - 1]
        || (lines + blanks < LINES_MAX
            && length + 1 + line.to() - line.from() <= BYTES_MAX
            && raw.arrivalMs() - begin.arrivalMs() <= AGE_MS_MAX);
  }

  private void append(RawLog raw, TextLine line) {
    int bytes = line.to() - line.from();
    int needed = length + 1 + bytes;
    if (needed > text.length) {
      text = Arrays.copyOf(text, Math.max(needed, 2 * text.length));
    }
    if (length > 0) {
      text[length++] = '\n';
    }
    System.arraycopy(raw.value(), line.from(), text, length, bytes);
    length += bytes;
    from(raw.origin().start());
    lastArrivalMs = raw.arrivalMs();
  }

  private void from(long offset) {
    if (records == 0 || offsets[records - 1] != offset) {
      if (records == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * records);
      }
      offsets[records++] = offset;
    }
  }

  /** The event as the engine takes it, with the identity of its first line. */
  RawLog raw(RawPartition partition) {
    int[] starts = new int[lines];
    starts[0] = begin.start();
    for (int i = 1, at = 0; i < lines; i++) {
      at = TextLine.end(text, at, textEnd) + 1;
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
    expired = 0;
  }
}
