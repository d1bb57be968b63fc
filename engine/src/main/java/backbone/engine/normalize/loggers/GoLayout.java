// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.keys.PairTail;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/**
 * Go's own loggers, which set slashes into the date: {@code 2024/01/02 10:11:12 main.go:12: text}
 * of {@code log}, {@code 2024/01/02 10:11:12 INFO text key=value} of {@code slog}.
 */
public final class GoLayout implements Layout {

  private final PairTail tail;

  public GoLayout(PairTail tail) {
    this.tail = tail;
  }

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int text = at + 1;
    if (b[line.from() + 4] != '/' || text >= end || b[text] == '[' || b[text] == ' ') {
      return false;
    }
    int word = Bytes.tokenEnd(b, text, end);
    boolean capital = b[text] >= 'A' && b[text] <= 'Z' && b[text + 1] < 'a';
    int severity = capital && word < end ? Levels.severity(b, text, word) : 0;
    if (severity > 0) {
      String message = tail.split(line, Bytes.skipBlanks(b, word, end), draft);
      draft.parsed("slog");
      draft.severity(severity);
      draft.event().setMessage(message);
      return true;
    }
    draft.parsed("go-log");
    draft.event().setMessage(line.text(place(b, text, word, draft)));
    return true;
  }

  /** Takes {@code file.go:12:}; gives where the text begins. */
  private static int place(byte[] b, int from, int word, Draft draft) {
    int colon = Bytes.indexOf(b, from, word, ".go:");
    long number = colon < 0 || b[word - 1] != ':' ? -1 : Bytes.number(b, colon + 4, word - 1);
    if (number < 0) {
      return from;
    }
    draft.attribute("log.origin.file.name", Bytes.text(b, from, colon + 3));
    draft.attribute("log.origin.file.line", number);
    return word + 1;
  }
}
