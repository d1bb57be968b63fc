// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.skipBlanks;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * ZooKeeper's log: thread, logger and line number in one bracket.
 *
 * <pre>
 * 2024-01-02 10:11:12,345 - INFO  [main:QuorumPeerConfig@101] - text
 * 2024-01-02 10:11:12,345 [myid:1] - INFO  [main:o.a.z.s.q.QuorumPeerConfig@177] - text
 * </pre>
 */
final class ZookeeperFormat implements Format {

  private final TimeParser times;

  ZookeeperFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.iso(b, line.from(), end, line.zone()) || times.end() + 2 >= end) {
      return false;
    }
    int at = times.end() + 1;
    int id = startsWith(b, at, end, "[myid:") ? at + 6 : -1;
    int idEnd = id < 0 ? -1 : Bytes.indexOf(b, id, end, ']');
    at = id < 0 ? at : skipBlanks(b, idEnd + 1, end);
    if ((id > 0 && idEnd < 0) || !startsWith(b, at, end, "- ")) {
      return false;
    }
    int level = at + 2;
    int levelEnd = Bytes.tokenEnd(b, level, end);
    int severity = Levels.severity(b, level, levelEnd);
    int open = skipBlanks(b, levelEnd, end);
    int close = Bytes.indexOf(b, open, end, "] - ");
    if (severity == 0 || close < 0 || b[open] != '[' || !place(b, open + 1, close, draft)) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("zookeeper");
    draft.severity(severity);
    if (idEnd > id) {
      draft.attribute("zookeeper.myid", Bytes.text(b, id, idEnd));
    }
    draft.event().setMessage(line.text(close + 4));
    return true;
  }

  /** Splits {@code thread:logger@line}; the thread may hold colons, too. */
  private static boolean place(byte[] b, int from, int to, Draft draft) {
    int sign = lastIndexOf(b, from, to, '@');
    int colon = sign < 0 ? -1 : lastIndexOf(b, from, sign, ':');
    long number = sign < 0 ? -1 : Bytes.number(b, sign + 1, to);
    if (number < 0 || colon <= from) {
      return false;
    }
    draft.event().setThread(Bytes.text(b, from, colon));
    draft.event().setLogger(Bytes.text(b, colon + 1, sign));
    draft.attribute("log.origin.file.line", number);
    return true;
  }

  private static int lastIndexOf(byte[] b, int from, int to, int wanted) {
    for (int at = to - 1; at >= from; at--) {
      if (b[at] == wanted) {
        return at;
      }
    }
    return -1;
  }
}
