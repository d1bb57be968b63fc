// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Bytes.isBlank;
import static backbone.engine.normalize.Bytes.skipBlanks;

/**
 * Layouts that begin with the time in brackets.
 *
 * <pre>
 * [2016-12-19 20:39:48,918] WARN text (logger)                    log4j, as Kafka sets it
 * [Sun Dec 04 04:47:44 2005] [error] [client 192.0.2.1] text      Apache's error log
 * [Sun Dec 04 04:47:44.123456 2022] [core:error] [pid 1:tid 2] [client 192.0.2.1:9] text
 * </pre>
 */
final class BracketTimeFormat implements Format {

  private static final int LOGGER_BYTES_MAX = 200;

  private final TimeParser times;

  BracketTimeFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int start = line.from() + 1;
    if (times.iso(b, start, end, line.zone())) {
      int text = afterTime(b, end);
      return text > 0 && log4j(line, text, draft);
    }
    if (times.ctime(b, start, end, line.zone())) {
      int text = afterTime(b, end);
      return text > 0 && apache(line, text, draft);
    }
    return false;
  }

  private int afterTime(byte[] b, int end) {
    int at = times.end();
    boolean closed = at + 1 < end && b[at] == ']' && isBlank(b[at + 1]);
    return closed ? skipBlanks(b, at + 1, end) : -1;
  }

  private boolean log4j(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int word = Bytes.tokenEnd(b, from, end);
    int severity = word - from < 4 ? 0 : Levels.severity(b, from, word);
    if (severity == 0) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("log4j");
    draft.severity(severity);
    int text = skipBlanks(b, word, end);
    int open = loggerStart(b, text, end);
    if (open > 0) {
      draft.event().setLogger(Bytes.text(b, open + 1, end - 1));
      draft.event().setMessage(Bytes.text(b, text, Bytes.trimEnd(b, text, open)));
    } else {
      draft.event().setMessage(line.text(text));
    }
    return true;
  }

  /** Position of the parenthesis of {@code (logger)} at the end, or -1. */
  private static int loggerStart(byte[] b, int from, int end) {
    if (end - from < 3 || b[end - 1] != ')') {
      return -1;
    }
    int at = end - 2;
    while (at > from && end - at <= LOGGER_BYTES_MAX && isLoggerPart(b[at])) {
      at--;
    }
    return b[at] == '(' && at < end - 2 && (at == from || isBlank(b[at - 1])) ? at : -1;
  }

  private boolean apache(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int close = from < end && b[from] == '[' ? Bytes.indexOf(b, from, end, ']') : -1;
    int colon = close < 0 ? -1 : Bytes.indexOf(b, from, close, ':');
    int level = colon < 0 ? from + 1 : colon + 1;
    int severity = close < 0 ? 0 : Levels.severity(b, level, close);
    if (severity == 0) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("apache-error");
    draft.severity(severity);
    if (colon > from + 1) {
      draft.event().setLogger(Bytes.text(b, from + 1, colon));
    }
    int at = skipBlanks(b, close + 1, end);
    for (int next = part(b, at, end, draft); next > 0; next = part(b, at, end, draft)) {
      at = next;
    }
    draft.event().setMessage(line.text(at));
    return true;
  }

  /**
   * Takes {@code [pid 1:tid 2]} or {@code [client address:port]}; returns where to go on, or -1.
   */
  private static int part(byte[] b, int at, int end, Draft draft) {
    boolean client = Bytes.startsWith(b, at, end, "[client ");
    if (!client && !Bytes.startsWith(b, at, end, "[pid ")) {
      return -1;
    }
    int close = Bytes.indexOf(b, at, end, ']');
    int value = at + (client ? 8 : 5);
    if (close < value) {
      return -1;
    }
    if (client) {
      draft.event().setClientIp(Bytes.text(b, value, close));
    } else {
      int pidEnd = Bytes.digitsEnd(b, value, close);
      long thread =
          Bytes.startsWith(b, pidEnd, close, ":tid ") ? Bytes.number(b, pidEnd + 5, close) : -1;
      number("process.pid", Bytes.number(b, value, pidEnd), draft);
      number("process.thread.id", thread, draft);
    }
    return skipBlanks(b, close + 1, end);
  }

  private static void number(String key, long value, Draft draft) {
    if (value >= 0) {
      draft.attribute(key, value);
    }
  }

  private static boolean isLoggerPart(int c) {
    return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '.' || c == '$' || c == '_' || c == '-';
  }
}
