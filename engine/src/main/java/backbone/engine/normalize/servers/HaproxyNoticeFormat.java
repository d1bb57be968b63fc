// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/**
 * What HAProxy says of itself on its error output: {@code [WARNING] (1234) : text}, before version
 * 2.4 {@code [WARNING] 125/103021 (1234) : text} with the day of the year and a time.
 */
public final class HaproxyNoticeFormat implements Format {

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int level = line.from() + 1;
    int close = level;
    while (close < end && close - level < 9 && b[close] >= 'A' && b[close] <= 'Z') {
      close++;
    }
    if (close == level || close + 8 > end || b[close] != ']' || b[close + 1] != ' ') {
      return false;
    }
    int open = skipBlanks(b, close + 1, end);
    if (open < end && Bytes.isDigit(b[open])) {
      open = skipBlanks(b, Bytes.tokenEnd(b, open, end), end);
    }
    int pidEnd = open < end && b[open] == '(' ? Bytes.digitsEnd(b, open + 1, end) : open;
    int severity = Levels.severity(b, level, close);
    if (severity == 0 || pidEnd <= open + 1 || !Bytes.startsWith(b, pidEnd, end, ") : ")) {
      return false;
    }
    draft.parsed("haproxy-error");
    draft.severity(severity);
    draft.attribute("process.pid", Bytes.number(b, open + 1, pidEnd));
    draft.event().setMessage(line.text(pidEnd + 4));
    return true;
  }
}
