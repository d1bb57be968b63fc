// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.List;

/**
 * Joins physical lines. Blank lines inside an event belong to it; those after it become a record of
 * their own, so that no byte is left out and no event ends in blanks.
 */
final class EventBuilder {

  private static final int LINES_MAX = 500;

  private final int bytesMax;
  private final Continuation continuation;
  private final int[] starts = new int[LINES_MAX];
  private final int[] textEnds = new int[LINES_MAX];
  private final int[] nexts = new int[LINES_MAX];

  private Chunk chunk;
  private List<Event> out;
  private int lines;
  private int trailingBlanks;

  EventBuilder(int bytesMax, Continuation continuation) {
    this.bytesMax = bytesMax;
    this.continuation = continuation;
  }

  void begin(Chunk bytes, List<Event> events) {
    chunk = bytes;
    out = events;
    lines = 0;
    trailingBlanks = 0;
  }

  boolean isOpen() {
    return lines > 0;
  }

  /** Index at which the open event begins. */
  int start() {
    return starts[0];
  }

  /**
   * Adds a line.
   *
   * @param from index of its first byte
   * @param end one past its text, a carriage return included
   * @param next one past its line end
   */
  void line(int from, int end, int next) {
    byte[] bytes = chunk.bytes();
    int textEnd = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    boolean blank = isBlank(bytes, from, textEnd);
    if (lines > 0 && !goesOn(from, textEnd, next, blank)) {
      finish();
    }
    if (lines == 0) {
      continuation.begin(bytes, from, textEnd);
    }
    starts[lines] = from;
    textEnds[lines] = textEnd;
    nexts[lines] = next;
    lines++;
    trailingBlanks = blank ? trailingBlanks + 1 : 0;
  }

  /** Emits what is open. */
  void finish() {
    int texts = lines - trailingBlanks;
    if (texts > 0) {
      emit(0, texts);
    }
    if (trailingBlanks > 0) {
      emit(texts, lines);
    }
    lines = 0;
    trailingBlanks = 0;
  }

  private boolean goesOn(int from, int textEnd, int next, boolean blank) {
    boolean fits = lines < LINES_MAX && next - starts[0] <= bytesMax;
    boolean onlyBlanks = trailingBlanks == lines;
    return fits
        && (blank
            || (!onlyBlanks && continuation.continues(chunk.bytes(), starts[0], from, textEnd)));
  }

  private void emit(int first, int end) {
    int origin = starts[first];
    int[] lineStarts = new int[end - first];
    int size = end - first - 1;
    for (int i = first; i < end; i++) {
      lineStarts[i - first] = starts[i] - origin;
      size += textEnds[i] - starts[i];
    }
    boolean cut = size > bytesMax;
    byte[] value = new byte[cut ? cutPoint(origin) - origin : size];
    copy(value, first, end);
    long next = chunk.base() + nexts[end - 1];
    out.add(new Event(value, chunk.base() + origin, next, next, lineStarts, cut));
  }

  private void copy(byte[] value, int first, int end) {
    int at = 0;
    for (int i = first; i < end; i++) {
      if (i > first) {
        value[at++] = '\n';
      }
      int length = Math.min(textEnds[i] - starts[i], value.length - at);
      System.arraycopy(chunk.bytes(), starts[i], value, at, length);
      at += length;
    }
  }

  /** Only a single line can be too long. Does not split a UTF-8 character. */
  private int cutPoint(int from) {
    int at = from + bytesMax;
    for (int back = 0; back < 3 && (chunk.bytes()[at] & 0xC0) == 0x80; back++) {
      at--;
    }
    return at;
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
