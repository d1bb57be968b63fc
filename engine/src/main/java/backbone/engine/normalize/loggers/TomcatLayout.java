// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/** Tomcat's one line: {@code 02-Jan-2024 10:11:12.345 INFO [main] a.b.Class.method text}. */
public final class TomcatLayout implements Layout {

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int word = Bytes.tokenEnd(b, at + 1, end);
    int open = Bytes.skipBlanks(b, word, end);
    boolean likely = Bytes.isLetter(b[line.from() + 3]) && open < end && b[open] == '[';
    int severity = likely ? Levels.severity(b, at + 1, word) : 0;
    int close = severity == 0 ? -1 : LogbackLayout.bracketEnd(b, open, end);
    if (close < 0) {
      return false;
    }
    int name = Bytes.skipBlanks(b, close, end);
    int nameEnd = Bytes.tokenEnd(b, name, end);
    int dot = lastDot(b, name, nameEnd);
    draft.parsed("tomcat");
    draft.severity(severity);
    draft.event().setThread(Bytes.text(b, open + 1, close - 1));
    if (dot > name) {
      draft.event().setLogger(Bytes.text(b, name, dot));
      draft.attribute("log.origin.function", Bytes.text(b, dot + 1, nameEnd));
    }
    draft.event().setMessage(line.text(Math.min(end, dot > name ? nameEnd + 1 : name)));
    return true;
  }

  private static int lastDot(byte[] b, int from, int to) {
    for (int at = to - 2; at > from; at--) {
      if (b[at] == '.') {
        return at;
      }
    }
    return -1;
  }
}
