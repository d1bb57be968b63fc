// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/** Android: {@code 01-02 10:11:12.345 1234 5678 I Tag: text}. */
public final class LogcatFormat implements Format {

  private final TimeParser times;

  public LogcatFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.android(b, line.from(), end, line)) {
      return false;
    }
    int process = Bytes.skipBlanks(b, times.end(), end);
    int processEnd = Bytes.digitsEnd(b, process, end);
    int thread = Bytes.skipBlanks(b, processEnd, end);
    int threadEnd = Bytes.digitsEnd(b, thread, end);
    int level = Bytes.skipBlanks(b, threadEnd, end);
    int colon = Bytes.indexOf(b, level, Math.min(end, level + 100), ": ");
    boolean form = threadEnd > thread && thread > processEnd && level > threadEnd && colon > level;
    int severity = form && b[level + 1] == ' ' ? Levels.letter(b[level]) : 0;
    if (severity == 0) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("logcat");
    draft.severity(severity);
    draft.attribute("process.pid", Bytes.number(b, process, processEnd));
    draft.event().setThread(Bytes.text(b, thread, threadEnd));
    int tag = Bytes.skipBlanks(b, level + 1, colon);
    draft.event().setLogger(Bytes.text(b, tag, Bytes.trimEnd(b, tag, colon)));
    draft.event().setMessage(line.text(colon + 2));
    return true;
  }
}
