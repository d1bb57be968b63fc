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
import java.util.List;

/** Lines of a stream, joined to events as the shipper joins those of a file. */
final class StdinEvents {

  /** As the shipper's: longer events are cut into several. */
  private static final int EVENT_LINES_MAX = 500;

  private static final int EVENT_BYTES_MAX = 256 * 1024;

  private final Source source;
  private final Clock clock;
  private final Taker taker;
  private final ByteArrayOutputStream event = new ByteArrayOutputStream();
  private final List<Integer> lineStarts = new ArrayList<>();
  private final List<Long> blanks = new ArrayList<>();
  private final LineJoiner joiner = new LineJoiner();
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
    int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    if (isBlank(line, length) && !lineStarts.isEmpty() && blanks.size() < EVENT_LINES_MAX) {
      blanks.add(lineStart);
      return;
    }
    boolean full = lineStarts.size() >= EVENT_LINES_MAX || event.size() + length > EVENT_BYTES_MAX;
    if (lineStarts.isEmpty() || full || !continues(line, length)) {
      emit();
      eventStart = lineStart;
      joiner.begin(line, 0, length);
    } else {
      blanks.forEach(this::lineEnd);
      event.write('\n');
    }
    blanks.clear();
    lineStarts.add((int) (lineStart - eventStart));
    event.write(line, 0, length);
  }

  /** Blank lines belong to an event that goes on behind them. */
  private void lineEnd(long blankStart) {
    event.write('\n');
    lineStarts.add((int) (blankStart - eventStart));
  }

  private static boolean isBlank(byte[] line, int length) {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private boolean continues(byte[] line, int length) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(event.size() + 1 + length);
    all.writeBytes(event.toByteArray());
    all.write('\n');
    int from = all.size();
    all.write(line, 0, length);
    return joiner.goesOn(all.toByteArray(), 0, from, all.size());
  }

  private void emit() {
    if (lineStarts.isEmpty()) {
      return;
    }
    byte[] bytes = event.toByteArray();
    int[] starts = lineStarts.stream().mapToInt(Integer::intValue).toArray();
    Origin origin = new Origin("stdin", 0, eventStart, eventStart + bytes.length + 1);
    taker.take(new RawLog(bytes, null, source, origin, clock.millis(), starts, false));
    event.reset();
    lineStarts.clear();
  }
}
