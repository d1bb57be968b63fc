// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.lines.LineJoiner;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * What no other format knows: the whole line is the message. A time at its very beginning is taken
 * all the same, as it can mean nothing else.
 */
final class TextFormat implements Format {

  private final TimeParser times;

  TextFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int start = line.from() < end && b[line.from()] == '[' ? line.from() + 1 : line.from();
    if (times.iso(b, start, end, line.zone()) || times.syslog(b, start, end, line)) {
      draft.time(times.nanos());
    }
    boolean continues = LineJoiner.continues(b, line.from(), end);
    draft.event().setParseFormat("text");
    draft.event().setParseStatus(continues ? "continuation" : "text");
    draft.event().setMessage(line.text(line.from()));
    return true;
  }
}
