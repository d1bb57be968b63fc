// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.skipBlanks;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Log4j as Kafka sets it: {@code [2016-12-19 20:39:48,918] WARN [part], text (logger)}. By its
 * logger a line is Kafka's own or another program's.
 */
public final class BracketTimeFormat implements Format {

  private static final int LOGGER_BYTES_MAX = 200;

  private final TimeParser times;

  public BracketTimeFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.iso(b, line.from() + 1, end, line.zone())) {
      return false;
    }
    int at = times.end();
    boolean closed = at + 1 < end && b[at] == ']' && isBlank(b[at + 1]);
    int from = closed ? skipBlanks(b, at + 1, end) : end;
    int word = Bytes.tokenEnd(b, from, end);
    int severity = word - from < 4 ? 0 : Levels.severity(b, from, word);
    if (severity == 0) {
      return false;
    }
    draft.time(times.nanos());
    draft.severity(severity);
    int text = skipBlanks(b, word, end);
    int open = loggerStart(b, text, end);
    boolean kafka = open > 0 && isKafka(b, open + 1, end);
    draft.parsed(kafka ? "kafka" : "log4j");
    if (kafka) {
      component(b, text, open, draft);
    }
    if (open > 0) {
      draft.event().setLogger(Bytes.text(b, open + 1, end - 1));
      draft.event().setMessage(Bytes.text(b, text, Bytes.trimEnd(b, text, open)));
    } else {
      draft.event().setMessage(line.text(text));
    }
    return true;
  }

  private static boolean isKafka(byte[] b, int from, int end) {
    return startsWith(b, from, end, "kafka.")
        || startsWith(b, from, end, "org.apache.kafka.")
        || startsWith(b, from, end, "state.change.logger");
  }

  /** Keeps {@code [part]} of the broker, which stays in the message, too. */
  private static void component(byte[] b, int from, int to, Draft draft) {
    int close = from < to && b[from] == '[' ? Bytes.indexOf(b, from, to, ']') : -1;
    if (close > from + 1) {
      draft.attribute("kafka.log.component", Bytes.text(b, from + 1, close));
    }
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

  private static boolean isLoggerPart(int c) {
    return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '.' || c == '$' || c == '_' || c == '-';
  }
}
