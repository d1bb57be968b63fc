// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.envelopes;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;
import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Lines as {@code docker compose logs} prints them: {@code web-1 | text}, with {@code -t} the time
 * before the text. Only names that end in the number of the container, as anybody may write a bar.
 */
public final class ComposeFormat implements Format {

  private static final int NAME_BYTES_MAX = 128;
  private static final int ESCAPE = 0x1b;
  private static final String FORMAT = "docker-compose";

  private final TimeParser times;
  private final Payload payload;

  public ComposeFormat(TimeParser times, Payload payload) {
    this.times = times;
    this.payload = payload;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int name = afterEscapes(b, line.from(), end);
    int nameEnd = name;
    int limit = Math.min(end, name + NAME_BYTES_MAX);
    while (nameEnd < limit && isNamePart(b[nameEnd])) {
      nameEnd++;
    }
    int number = nameEnd;
    while (number > name && isDigit(b[number - 1])) {
      number--;
    }
    boolean numbered = number < nameEnd && number - 1 > name && isJoint(b[number - 1]);
    int bar = numbered ? skipBlanks(b, nameEnd, end) : end;
    if (bar >= end || b[bar] != '|' || !isBlank(b[bar - 1])) {
      return false;
    }
    int text = afterEscapes(b, bar + 1, end);
    text = text < end && b[text] == ' ' ? text + 1 : text;
    text = afterEscapes(b, text, end);
    if (times.iso(b, text, end, line.zone()) && times.end() < end && b[times.end()] == ' ') {
      draft.time(times.nanos());
      text = isDocker(times.end() - text) ? times.end() + 1 : text;
    }
    draft.parsed(FORMAT);
    draft.event().setMessage("");
    draft.event().setServiceName(Bytes.text(b, name, number - 1));
    draft.attribute("container.name", Bytes.text(b, name, nameEnd));
    if (text < line.to()) {
      payload.take(line, new Payload.Text(b, text, line.to(), null), FORMAT, draft);
    }
    return true;
  }

  /** Docker's times always have nine digits of a fraction. */
  private static boolean isDocker(int length) {
    return length == 30;
  }

  /** Behind what colours a terminal. */
  private static int afterEscapes(byte[] b, int from, int end) {
    int at = from;
    while (at + 2 < end && b[at] == ESCAPE && b[at + 1] == '[') {
      int letter = at + 2;
      while (letter < end && (isDigit(b[letter]) || b[letter] == ';')) {
        letter++;
      }
      if (letter >= end) {
        return at;
      }
      at = letter + 1;
    }
    return at;
  }

  private static boolean isNamePart(int c) {
    return isLetter(c) || isDigit(c) || isJoint(c) || c == '.';
  }

  private static boolean isJoint(int c) {
    return c == '-' || c == '_';
  }
}
