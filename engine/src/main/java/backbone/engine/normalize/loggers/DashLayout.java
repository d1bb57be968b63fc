// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/**
 * Dashes between the parts, as most programs in Python set it: {@code <time> - logger - LEVEL -
 * text}, with the process or thread before the level, or without the logger.
 */
public final class DashLayout implements Layout {

  private static final int PARTS_MAX = 4;
  private static final int PART_BYTES_MAX = 200;

  private final int[] starts = new int[PARTS_MAX];
  private final int[] ends = new int[PARTS_MAX];

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!Bytes.startsWith(b, at, end, " - ")) {
      return false;
    }
    int from = at + 3;
    for (int part = 0; part < PARTS_MAX; part++) {
      int dash = Bytes.indexOf(b, from, Math.min(end, from + PART_BYTES_MAX), " - ");
      if (dash < 0) {
        return false;
      }
      int start = Bytes.skipBlanks(b, from, dash);
      int to = Bytes.trimEnd(b, start, dash);
      int severity = to - start < 4 ? 0 : Levels.severity(b, start, to);
      if (severity > 0) {
        draft.parsed("python");
        draft.severity(severity);
        before(b, part, draft);
        draft.event().setMessage(line.text(after(b, dash + 3, end, part == 0, draft)));
        return true;
      }
      starts[part] = start;
      ends[part] = to;
      from = dash + 3;
    }
    return false;
  }

  /** Takes what stands between time and level. */
  private void before(byte[] b, int parts, Draft draft) {
    for (int part = 0; part < parts; part++) {
      String text = Bytes.text(b, starts[part], ends[part]);
      long number = Bytes.number(b, starts[part], ends[part]);
      if (number >= 0) {
        draft.attribute("process.pid", number);
      } else if (text.startsWith("MainThread") || text.startsWith("Thread-")) {
        draft.event().setThread(text);
      } else if (draft.event().getLogger() == null) {
        draft.event().setLogger(text);
      } else {
        draft.attribute("log.context", text);
      }
    }
  }

  /** Takes a logger between level and message; gives where the message begins. */
  private static int after(byte[] b, int from, int end, boolean loggerMissing, Draft draft) {
    int at = from;
    while (at < end && (isLetter(b[at]) || isDigit(b[at]) || b[at] == '_' || b[at] == '.')) {
      at++;
    }
    // A sentence begins with a capital, a module of Python does not.
    boolean named = at > from && (b[from] == '_' || (isLetter(b[from]) && b[from] >= 'a'));
    if (!loggerMissing || !named || !Bytes.startsWith(b, at, end, " - ")) {
      return from;
    }
    draft.event().setLogger(Bytes.text(b, from, at));
    return at + 3;
  }
}
