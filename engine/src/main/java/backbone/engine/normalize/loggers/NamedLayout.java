// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/** The logger before the level: {@code <time> my.logger INFO text}. */
public final class NamedLayout implements Layout {

  private static final int LOGGER_BYTES_MAX = 200;

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int name = Bytes.skipBlanks(b, at, end);
    int nameEnd = name;
    while (nameEnd < end && nameEnd - name < LOGGER_BYTES_MAX && isNamePart(b[nameEnd])) {
      nameEnd++;
    }
    int level = Bytes.skipBlanks(b, nameEnd, end);
    int word = level;
    while (word < end && b[word] >= 'A' && b[word] <= 'Z') {
      word++;
    }
    boolean apart = nameEnd > name && level > nameEnd && !isDigit(b[name]) && word < end;
    boolean ends = apart && word - level >= 4 && (Bytes.isBlank(b[word]) || b[word] == ':');
    int severity = ends ? Levels.severity(b, level, word) : 0;
    if (severity == 0) {
      return false;
    }
    int text = Bytes.skipBlanks(b, b[word] == ':' ? word + 1 : word, end);
    text = Bytes.startsWith(b, text, end, "- ") ? text + 2 : text;
    draft.parsed("python");
    draft.severity(severity);
    draft.event().setLogger(Bytes.text(b, name, nameEnd));
    draft.event().setMessage(line.text(text));
    return true;
  }

  private static boolean isNamePart(int c) {
    return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-';
  }
}
