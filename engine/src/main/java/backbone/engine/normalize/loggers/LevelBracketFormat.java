// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/** Only a level in brackets: {@code [INFO] text}, and {@code [info ] text} of structlog. */
public final class LevelBracketFormat implements Format {

  private static final int LEVEL_BYTES_MAX = 14;

  private final Layout structlog;

  public LevelBracketFormat(Layout structlog) {
    this.structlog = structlog;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int from = line.from();
    int end = line.end();
    if (from + 5 >= end || !Bytes.isLetter(b[from + 1])) {
      return false;
    }
    if (structlog.read(line, from, draft)) {
      return true;
    }
    int close = Bytes.indexOf(b, from, Math.min(end, from + LEVEL_BYTES_MAX), ']');
    int levelEnd = close < 0 ? -1 : Bytes.trimEnd(b, from + 1, close);
    boolean apart = levelEnd - from > 3 && close + 1 < end && Bytes.isBlank(b[close + 1]);
    int severity = apart ? Levels.severity(b, from + 1, levelEnd) : 0;
    if (severity == 0) {
      return false;
    }
    draft.parsed("bracketed");
    draft.severity(severity);
    draft.event().setMessage(line.text(Bytes.skipBlanks(b, close + 1, end)));
    return true;
  }
}
