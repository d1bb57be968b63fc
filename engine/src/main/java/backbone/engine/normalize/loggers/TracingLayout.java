// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.keys.PairTail;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner;
import backbone.engine.normalize.text.Line;

/**
 * tracing of Rust: {@code <time> INFO ThreadId(01) span{id=1}: my_crate::module: text key=value},
 * thread and spans left out by most.
 */
public final class TracingLayout implements Layout {

  private final PairTail tail;

  public TracingLayout(PairTail tail) {
    this.tail = tail;
  }

  @Override
  public boolean read(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int level = Bytes.skipBlanks(b, at, end);
    int levelEnd = Bytes.tokenEnd(b, level, Math.min(end, level + 6));
    boolean aligned = levelEnd - at == 6 && levelEnd < end && b[levelEnd] == ' ';
    int severity = aligned && levelEnd - level >= 4 ? Levels.severity(b, level, levelEnd) : 0;
    if (severity == 0 || b[level] > 'Z') {
      return false;
    }
    int thread = levelEnd + 1;
    int threadEnd =
        Bytes.startsWith(b, thread, end, "ThreadId(") ? Bytes.tokenEnd(b, thread, end) : thread;
    int spans = Bytes.skipBlanks(b, threadEnd, end);
    int target = spansEnd(b, spans, end);
    int targetEnd = targetEnd(b, target, end);
    boolean utc = b[at - 1] == 'Z';
    boolean named = targetEnd > target && (utc || Bytes.indexOf(b, target, targetEnd, "::") > 0);
    if (!named) {
      return false;
    }
    String message = tail.split(line, targetEnd + 2, draft);
    draft.parsed("rust-tracing");
    draft.severity(severity);
    draft.event().setLogger(Bytes.text(b, target, targetEnd));
    if (threadEnd > thread) {
      draft.event().setThread(Bytes.text(b, thread, threadEnd));
    }
    if (target > spans) {
      draft.attribute("log.context", Bytes.text(b, spans, target - 2));
    }
    draft.event().setMessage(message);
    return true;
  }

  /** Behind {@code outer{id=1}:inner{n=2}: }, or where it began. */
  private static int spansEnd(byte[] b, int from, int end) {
    int at = from;
    while (at < end) {
      int name = nameEnd(b, at, end);
      if (name == at || name >= end || b[name] != '{') {
        break;
      }
      int close = JsonScanner.close(b, name, end);
      if (close < 0 || close >= end || b[close] != ':') {
        return from;
      }
      at = close + 1;
    }
    boolean over = at > from && at < end && b[at] == ' ';
    return over ? at + 1 : from;
  }

  /** End of {@code crate::module} before a colon and a blank, or {@code from}. */
  private static int targetEnd(byte[] b, int from, int end) {
    int at = from;
    while (at < end) {
      int name = nameEnd(b, at, end);
      if (name == at || name + 1 >= end || b[name] != ':') {
        return from;
      }
      if (b[name + 1] == ' ') {
        return name;
      }
      if (b[name + 1] != ':') {
        return from;
      }
      at = name + 2;
    }
    return from;
  }

  private static int nameEnd(byte[] b, int from, int end) {
    int at = from;
    while (at < end && (isLetter(b[at]) || isDigit(b[at]) || b[at] == '_' || b[at] == '-')) {
      at++;
    }
    return at;
  }
}
