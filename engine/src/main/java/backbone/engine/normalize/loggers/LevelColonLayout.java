// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/**
 * A level and a colon behind the time, as winston's documentation prints them: {@code <time>
 * [label] info: text}, the label left out by most.
 */
public final class LevelColonLayout implements Layout {

  private static final int LABEL_BYTES_MAX = 100;

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int label = Bytes.skipBlanks(b, at, end);
    int close = label < end && b[label] == '[' ? LogbackLayout.bracketEnd(b, label, end) : -1;
    boolean labelled = close > label + 2 && close - label <= LABEL_BYTES_MAX;
    int word = Bytes.skipBlanks(b, labelled ? close : label, end);
    int colon = word;
    // All letters in the case of the first: "Error: x" is more likely an error's name.
    while (colon < end && Bytes.isLetter(b[colon]) && (b[colon] & 0x20) == (b[word] & 0x20)) {
      colon++;
    }
    boolean ends = colon + 1 < end && b[colon] == ':' && b[colon + 1] == ' ' && colon - word >= 4;
    int severity = ends && b[word] != 'f' && b[word] != 'c' ? Levels.severity(b, word, colon) : 0;
    if (severity == 0) {
      return false;
    }
    if (labelled) {
      draft.event().setLogger(Bytes.text(b, label + 1, close - 1));
    }
    draft.parsed("winston");
    draft.severity(severity);
    draft.event().setMessage(line.text(colon + 2));
    return true;
  }
}
