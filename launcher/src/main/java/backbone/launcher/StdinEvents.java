// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.engine.normalize.lines.LineJoiner;
import backbone.schema.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of a stream, joined to events as the shipper joins those of a file. */
final class StdinEvents {

  /** As the shipper's: longer events are cut into several. */
  private static final int EVENT_LINES_MAX = 500;

  private static final int EVENT_BYTES_MAX = 256 * 1024;

  private final Source source;
  private final Clock clock;
  private final Taker taker;
  private final List<Integer> lineStarts = new ArrayList<>();
  private final List<Long> blanks = new ArrayList<>();
  private final LineJoiner joiner = new LineJoiner();
  private byte[] event = new byte[1024];
  private int length;
  private long eventStart;

  /** Gets the events. */
  interface Taker {

    void take(RawLog raw);

    /** Called when no more is to be read at the moment. */
    void idle() throws IOException;
  }

  StdinEvents(Source source, Clock clock, Taker taker) {
    this.source = source;
    this.clock = clock;
    this.taker = taker;
  }

  void read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long position = 0;
    int b = in.read();
    while (b >= 0) {
      line.reset();
      long lineStart = position;
      for (; b >= 0 && b != '\n'; b = in.read(), position++) {
        line.write(b);
      }
      position++;
      add(line.toByteArray(), lineStart);
      if (in.available() == 0) {
        taker.idle();
      }
      b = b < 0 ? b : in.read();
    }
    emit();
    taker.idle();
  }

  private void add(byte[] line, long lineStart) {
    int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    if (isBlank(line, end) && !lineStarts.isEmpty() && blanks.size() < EVENT_LINES_MAX) {
      blanks.add(lineStart);
      return;
    }
    boolean full = lineStarts.size() >= EVENT_LINES_MAX || length + end > EVENT_BYTES_MAX;
    if (lineStarts.isEmpty() || full || !continues(line, end)) {
      emit();
      eventStart = lineStart;
      joiner.begin(line, 0, end);
    } else {
      blanks.forEach(this::lineEnd);
      append('\n');
    }
    blanks.clear();
    lineStarts.add((int) (lineStart - eventStart));
    reserve(end);
    System.arraycopy(line, 0, event, length, end);
    length += end;
  }

  /** Blank lines belong to an event that goes on behind them. */
  private void lineEnd(long blankStart) {
    append('\n');
    lineStarts.add((int) (blankStart - eventStart));
  }

  private void append(char ascii) {
    reserve(1);
    event[length++] = (byte) ascii;
  }

  private void reserve(int bytes) {
    if (event.length - length < bytes) {
      event = Arrays.copyOf(event, Math.max(2 * event.length, length + bytes));
    }
  }

  private static boolean isBlank(byte[] line, int end) {
    for (int i = 0; i < end; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Lays the line behind the event, where it is read together with it but does not count yet. */
  private boolean continues(byte[] line, int end) {
    reserve(1 + end);
    event[length] = '\n';
    int from = length + 1;
    System.arraycopy(line, 0, event, from, end);
    return joiner.goesOn(event, 0, from, from + end);
  }

  private void emit() {
    if (lineStarts.isEmpty()) {
      return;
    }
    byte[] bytes = Arrays.copyOf(event, length);
    int[] starts = lineStarts.stream().mapToInt(Integer::intValue).toArray();
    Origin origin = new Origin("stdin", 0, eventStart, eventStart + bytes.length + 1);
    taker.take(new RawLog(bytes, null, source, origin, clock.millis(), starts, false));
    length = 0;
    lineStarts.clear();
  }
}
