// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * java.util.logging as Java sets it, on two lines: {@code Jan 02, 2024 10:11:12 AM a.b.Class
 * method}, then {@code INFO: text}.
 */
public final class JulFormat implements Format {

  /** Characters with which such lines begin. */
  public static final String FIRSTS = "JFMASOND";

  private final TimeParser times;

  public JulFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.halfDays(b, line.from(), end, line.zone())) {
      return false;
    }
    int logger = times.end() + 1;
    if (logger >= end || b[logger - 1] != ' ') {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("jul");
    place(b, logger, end, draft);
    int second = Math.min(line.to(), end + 1);
    if (second > end && end < line.to() && b[end] == '\r') {
      second++;
    }
    int level =
        second < line.to() ? Bytes.indexOf(b, second, Math.min(line.to(), second + 20), ':') : -1;
    int severity = level < 0 ? 0 : Levels.severity(b, second, level);
    if (severity == 0) {
      draft.event().setParseStatus("partial");
      draft.event().setMessage(line.text(line.from()));
      return true;
    }
    int textEnd = Bytes.lineEnd(b, level, line.to());
    draft.severity(severity);
    int text = Bytes.skipBlanks(b, level + 1, textEnd);
    draft.event().setMessage(Bytes.text(b, text, Bytes.trimEnd(b, text, textEnd)));
    draft.rest(textEnd);
    return true;
  }

  private static void place(byte[] b, int from, int end, Draft draft) {
    int blank = Bytes.tokenEnd(b, from, end);
    draft.event().setLogger(Bytes.text(b, from, blank));
    int method = Bytes.skipBlanks(b, blank, end);
    if (method < end) {
      draft.attribute("log.origin.function", Bytes.text(b, method, end));
    }
  }
}
