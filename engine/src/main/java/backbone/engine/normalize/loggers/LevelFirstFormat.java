// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static backbone.engine.normalize.text.Bytes.isBlank;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.keys.PairTail;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Lines that begin with the level.
 *
 * <pre>
 * WARNING:root:text                            Python, as it is set without any setting
 * INFO:     192.0.2.1:5000 - "GET / HTTP/1.1"  uvicorn
 * INFO 2024-01-02 10:11:12,345 views 12 34 t   Django's longer form
 * INFO[2024-01-02T10:11:12Z] text    key=1     logrus on a screen
 * [INFO] text
 * </pre>
 */
public final class LevelFirstFormat implements Format {

  /** What the words of levels begin with, in the case that is sure enough. */
  public static final String FIRSTS = "TDINWEFCSP";

  private static final int WORD_BYTES_MAX = 13;
  private static final int LOGGER_BYTES_MAX = 200;

  private final TimeParser times;
  private final PairTail tail;

  public LevelFirstFormat(TimeParser times, PairTail tail) {
    this.times = times;
    this.tail = tail;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int from = line.from();
    int word = from;
    while (word < end && word - from <= WORD_BYTES_MAX && b[word] >= 'A' && b[word] <= 'Z') {
      word++;
    }
    if (word - from < 4 || word >= end) {
      return false;
    }
    int severity = Levels.severity(b, from, word);
    boolean read =
        severity > 0
            && switch (b[word]) {
              case ':' -> python(line, word + 1, draft);
              case '[' -> logrus(line, word + 1, draft);
              case ' ' -> timed(line, Bytes.skipBlanks(b, word, end), draft);
              default -> false;
            };
    if (read) {
      draft.severity(severity);
    }
    return read;
  }

  /** {@code name:text} or, behind blanks, the text alone. */
  private static boolean python(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (from < end && isBlank(b[from])) {
      draft.parsed("python");
      draft.event().setMessage(line.text(Bytes.skipBlanks(b, from, end)));
      return true;
    }
    int colon = Bytes.indexOf(b, from, Math.min(end, from + LOGGER_BYTES_MAX), ':');
    if (colon <= from || Bytes.tokenEnd(b, from, colon) < colon) {
      return false;
    }
    draft.parsed("python");
    draft.event().setLogger(Bytes.text(b, from, colon));
    draft.event().setMessage(line.text(colon + 1));
    return true;
  }

  /** The time, or the seconds since the start, in brackets, then the text and its pairs. */
  private boolean logrus(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int close = Bytes.indexOf(b, from, Math.min(end, from + 40), ']');
    boolean seconds = close > from && Bytes.digitsEnd(b, from, close) == close;
    boolean timed = !seconds && close > from && times.any(b, from, close, line.zone());
    if (!seconds && !timed) {
      return false;
    }
    long nanos = times.nanos();
    int text = Bytes.skipBlanks(b, close + 1, end);
    String message = tail.split(line, text, draft);
    if (timed) {
      draft.time(nanos);
    } else {
      draft.attribute("log.uptime.seconds", Bytes.number(b, from, close));
    }
    draft.parsed("logrus");
    draft.event().setMessage(message);
    return true;
  }

  /** A time, then a module and two numbers, or just the text. */
  private boolean timed(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.iso(b, from, end, line.zone()) || times.end() >= end || !isBlank(b[times.end()])) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("python");
    int text = Bytes.skipBlanks(b, times.end(), end);
    int module = Bytes.tokenEnd(b, text, end);
    int process = Bytes.skipBlanks(b, module, end);
    int processEnd = Bytes.digitsEnd(b, process, end);
    int thread = Bytes.skipBlanks(b, processEnd, end);
    int threadEnd = Bytes.digitsEnd(b, thread, end);
    if (processEnd > process && threadEnd > thread && threadEnd < end && isBlank(b[threadEnd])) {
      draft.event().setLogger(Bytes.text(b, text, module));
      draft.attribute("process.pid", Bytes.number(b, process, processEnd));
      draft.event().setThread(Bytes.text(b, thread, threadEnd));
      text = threadEnd + 1;
    }
    draft.event().setMessage(line.text(text));
    return true;
  }
}
