// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.keys.PairTail;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/**
 * The console of structlog: {@code <time> [info ] text [logger] key=value}, the level made as long
 * as the longest.
 */
public final class StructlogLayout implements Layout {

  private static final int LEVEL_BYTES = 9;

  private final PairTail tail;

  public StructlogLayout(PairTail tail) {
    this.tail = tail;
  }

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int open = Bytes.skipBlanks(b, at, line.end());
    int close = open + 1 + LEVEL_BYTES;
    if (close >= line.end() || b[open] != '[' || b[close] != ']' || b[open + 1] < 'a') {
      return false;
    }
    int levelEnd = Bytes.trimEnd(b, open + 1, close);
    int severity =
        Bytes.startsWith(b, open + 1, levelEnd, "exception")
            ? Levels.severity("error")
            : Levels.severity(b, open + 1, levelEnd);
    if (severity == 0) {
      return false;
    }
    String message = tail.split(line, Bytes.skipBlanks(b, close + 1, line.end()), draft);
    draft.parsed("structlog");
    draft.severity(severity);
    logger(message, draft);
    return true;
  }

  /** Splits off {@code [logger]} behind the text. */
  private static void logger(String message, Draft draft) {
    int open = message.endsWith("]") ? message.lastIndexOf(" [") : -1;
    boolean named = open > 0 && message.indexOf(' ', open + 1) < 0;
    if (named) {
      draft.event().setLogger(message.substring(open + 2, message.length() - 1));
    }
    draft.event().setMessage(named ? message.substring(0, open).stripTrailing() : message);
  }
}
