// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.keys.KeyedEvent;
import backbone.engine.normalize.keys.KeyedValues;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * The console of zap: {@code <time> <level> <logger> <file:line> <text> <JSON>} with tabs between,
 * logger, place and JSON left out by some.
 */
public final class TabLayout implements Layout {

  private static final String FORMAT = "zap-console";

  private final KeyedValues values;
  private final KeyedEvent event;
  private final JsonScanner scanner = new JsonScanner();
  private final JsonScanner.Leaves leaves = this::leaf;

  public TabLayout(TimeParser times, Payload payload) {
    values = new KeyedValues(times);
    event = new KeyedEvent(values, payload);
  }

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int levelEnd = b[at] == '\t' ? Bytes.indexOf(b, at + 1, Math.min(end, at + 20), '\t') : -1;
    int severity = levelEnd < 0 ? 0 : Levels.severity(b, at + 1, levelEnd);
    if (severity == 0) {
      return false;
    }
    int textEnd = json(line, levelEnd, draft);
    draft.parsed(FORMAT);
    draft.severity(severity);
    head(b, levelEnd + 1, textEnd, draft);
    return true;
  }

  /** Takes the object at the end, if there is one; gives where the text before it ends. */
  private int json(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int tab = Bytes.indexOf(b, from, end, "\t{");
    if (tab < 0 || JsonScanner.close(b, tab + 1, end) != end) {
      return end;
    }
    values.begin(line, draft);
    if (scanner.read(b, tab + 1, end, leaves) != end) {
      draft.dropAttributes();
      return end;
    }
    event.begin(line, draft);
    event.tail();
    return tab;
  }

  private void leaf(JsonScanner.Kind kind, int from, int to) {
    values.take(scanner.path(), scanner.pathLength(), kind, from, to);
  }

  /** Takes logger and place, which stand before the text. */
  private static void head(byte[] b, int from, int end, Draft draft) {
    int at = from;
    int tab = Bytes.indexOf(b, at, end, '\t');
    if (tab > at && !isPlace(b, at, tab) && isLogger(b, at, tab)) {
      draft.event().setLogger(Bytes.text(b, at, tab));
      at = tab + 1;
      tab = Bytes.indexOf(b, at, end, '\t');
    }
    if (tab > at && isPlace(b, at, tab)) {
      draft.attribute("caller", new String(b, at, tab - at, UTF_8));
      at = tab + 1;
    }
    draft.event().setMessage(Bytes.text(b, at, end));
  }

  /** Whether it is a file with the number of a line. */
  private static boolean isPlace(byte[] b, int from, int to) {
    int colon = Bytes.indexOf(b, from, to, ':');
    return colon > from && Bytes.number(b, colon + 1, to) >= 0;
  }

  private static boolean isLogger(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if (b[at] <= ' ') {
        return false;
      }
    }
    return true;
  }
}
