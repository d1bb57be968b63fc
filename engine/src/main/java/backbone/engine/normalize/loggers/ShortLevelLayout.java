// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.keys.PairTail;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/**
 * The console of zerolog: {@code <time> INF main.go:12 > text key=value}, the place left out by
 * most.
 */
public final class ShortLevelLayout implements Layout {

  private static final int LEVEL_BYTES = 3;

  private final PairTail tail;

  public ShortLevelLayout(PairTail tail) {
    this.tail = tail;
  }

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int level = at + 1;
    int levelEnd = level + LEVEL_BYTES;
    boolean likely = levelEnd < end && b[at] == ' ' && b[levelEnd] == ' ' && isCapital(b[level]);
    int severity = likely && isCapital(b[level + 2]) ? Levels.severity(b, level, levelEnd) : 0;
    if (severity == 0) {
      return false;
    }
    int place = levelEnd + 1;
    int placeEnd = Bytes.tokenEnd(b, place, end);
    boolean placed = Bytes.startsWith(b, placeEnd, end, " > ");
    String message = tail.split(line, placed ? placeEnd + 3 : place, draft);
    draft.parsed("zerolog");
    draft.severity(severity);
    if (placed) {
      draft.attribute("caller", Bytes.text(b, place, placeEnd));
    }
    draft.event().setMessage(message);
    return true;
  }

  private static boolean isCapital(int c) {
    return c >= 'A' && c <= 'Z';
  }
}
