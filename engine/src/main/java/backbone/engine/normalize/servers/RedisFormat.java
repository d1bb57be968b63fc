// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.digitsEnd;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.ServerTimes;
import backbone.engine.normalize.times.TimeParser;

/**
 * Redis and Valkey: {@code 1234:M 02 Jan 2024 10:11:12.345 * text}, before version 3 {@code [1234]
 * 02 Jan 10:11:12.345 * text}, and {@code 1234:signal-handler (1704157872) text} from within a
 * signal.
 */
public final class RedisFormat implements Format {

  private static final int PID_DIGITS_MAX = 10;
  private static final String SIGNAL = "signal-handler (";

  private final ServerTimes times = new ServerTimes();

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    boolean old = b[line.from()] == '[';
    int pid = old ? line.from() + 1 : line.from();
    int pidEnd = digitsEnd(b, pid, Math.min(end, pid + PID_DIGITS_MAX));
    if (pidEnd == pid || pidEnd + 4 > end || b[pidEnd] != (old ? ']' : ':')) {
      return false;
    }
    if (Bytes.startsWith(b, pidEnd + 1, end, SIGNAL)) {
      return signal(line, pid, pidEnd, draft);
    }
    int time = old ? pidEnd + 2 : pidEnd + 3;
    if (b[time - 1] != ' ' || !times.dayMonth(b, time, end, line)) {
      return false;
    }
    int mark = times.end() + 1;
    int severity = mark + 1 < end && b[mark + 1] == ' ' ? severity(b[mark]) : 0;
    if (severity == 0) {
      return false;
    }
    begin(b, pid, pidEnd, draft);
    draft.time(times.nanos());
    draft.severity(severity);
    if (!old) {
      draft.attribute("redis.log.role", role(b[pidEnd + 1]));
    }
    draft.event().setMessage(line.text(mark + 2));
    return true;
  }

  private static boolean signal(Line line, int pid, int pidEnd, Draft draft) {
    byte[] b = line.bytes();
    int seconds = pidEnd + 1 + SIGNAL.length();
    int close = digitsEnd(b, seconds, line.end());
    long epoch = Bytes.number(b, seconds, close);
    if (epoch < 0 || epoch >= TimeParser.SECONDS_MAX || close >= line.end() || b[close] != ')') {
      return false;
    }
    begin(b, pid, pidEnd, draft);
    draft.time(epoch * TimeParser.NANOS);
    draft.severity(13);
    draft.event().setMessage(line.text(Math.min(line.end(), close + 2)));
    return true;
  }

  private static void begin(byte[] b, int pid, int pidEnd, Draft draft) {
    draft.parsed("redis");
    draft.attribute("process.pid", Bytes.number(b, pid, pidEnd));
  }

  private static int severity(int mark) {
    return switch (mark) {
      case '.' -> 5;
      case '-' -> 9;
      case '*' -> 10;
      case '#' -> 13;
      default -> 0;
    };
  }

  private static String role(int letter) {
    return switch (letter) {
      case 'M' -> "master";
      case 'S' -> "replica";
      case 'C' -> "child";
      case 'X' -> "sentinel";
      default -> String.valueOf((char) letter);
    };
  }
}
