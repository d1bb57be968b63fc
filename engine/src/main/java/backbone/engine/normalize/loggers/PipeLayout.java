// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/** Loguru: {@code <time> | INFO | module:function:12 - text}. */
public final class PipeLayout implements Layout {

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!Bytes.startsWith(b, at, end, " | ")) {
      return false;
    }
    int bar = Bytes.indexOf(b, at + 3, Math.min(end, at + 40), '|');
    int severity = bar < 0 ? 0 : Levels.severity(b, at + 3, Bytes.trimEnd(b, at + 3, bar));
    if (severity == 0) {
      return false;
    }
    draft.parsed("loguru");
    draft.severity(severity);
    int place = Bytes.skipBlanks(b, bar + 1, end);
    int text = place(b, place, end, draft);
    draft.event().setMessage(line.text(text < 0 ? place : text));
    return true;
  }

  /** Takes {@code module:function:line - }; gives where the message begins, or -1. */
  private static int place(byte[] b, int from, int end, Draft draft) {
    int to = Bytes.tokenEnd(b, from, end);
    if (!Bytes.startsWith(b, to, end, " - ")) {
      return -1;
    }
    int second = lastColon(b, from, to);
    int first = second < 0 ? -1 : lastColon(b, from, second);
    long number = second < 0 ? -1 : Bytes.number(b, second + 1, to);
    if (first < 0 || number < 0) {
      return -1;
    }
    draft.event().setLogger(Bytes.text(b, from, first));
    draft.attribute("log.origin.function", Bytes.text(b, first + 1, second));
    draft.attribute("log.origin.file.line", number);
    return to + 3;
  }

  private static int lastColon(byte[] b, int from, int to) {
    for (int at = to - 1; at > from; at--) {
      if (b[at] == ':') {
        return at;
      }
    }
    return -1;
  }
}
