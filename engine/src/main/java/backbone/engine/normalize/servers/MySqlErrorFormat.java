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
import backbone.engine.normalize.times.ServerTimes;
import backbone.engine.normalize.times.TimeParser;
import java.time.ZoneId;

/**
 * Error logs of MySQL and MariaDB, old and new.
 *
 * <pre>
 * 2024-01-02T10:11:12.345678Z 0 [System] [MY-010116] [Server] text
 * 2024-01-02  9:11:12 0 [Note] InnoDB: text
 * 240102 10:11:12 [Warning] text
 * 240102 10:11:12 mysqld_safe text
 * </pre>
 */
final class MySqlErrorFormat implements Format {

  private final TimeParser times;
  private final ServerTimes serverTimes;

  /** Of the line at hand. */
  private long timeNanos;

  MySqlErrorFormat(TimeParser times, ServerTimes serverTimes) {
    this.times = times;
    this.serverTimes = serverTimes;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int at = time(b, line.from(), end, line.zone());
    if (at < 0) {
      return false;
    }
    at = skipBlanks(b, at, end);
    int safe = startsWith(b, at, end, "mysqld_safe ") ? at + 12 : -1;
    int thread = at;
    int threadEnd = Bytes.digitsEnd(b, thread, end);
    int level = safe > 0 ? safe : skipBlanks(b, threadEnd, end);
    int close = safe < 0 && level < end && b[level] == '[' ? Bytes.indexOf(b, level, end, ']') : -1;
    int severity = safe > 0 ? 9 : close < 0 ? 0 : severity(b, level + 1, close);
    if (severity == 0) {
      return false;
    }
    draft.time(timeNanos);
    draft.parsed("mysql-error");
    draft.severity(severity);
    if (threadEnd > thread && safe < 0) {
      draft.attribute("process.thread.id", Bytes.number(b, thread, threadEnd));
    }
    int text = safe > 0 ? safe : brackets(b, skipBlanks(b, close + 1, end), end, draft);
    if (safe > 0) {
      draft.attribute("process.name", "mysqld_safe");
    }
    draft.event().setMessage(line.text(text));
    return true;
  }

  /** End of the time in one of its forms, or -1. */
  private int time(byte[] b, int from, int end, ZoneId zone) {
    if (b[from + 4] == '-' && b[from + 11] != ' ') {
      boolean is = times.iso(b, from, end, zone);
      timeNanos = times.nanos();
      return is ? times.end() : -1;
    }
    boolean is =
        b[from + 4] == '-'
            ? serverTimes.padded(b, from, end, zone)
            : serverTimes.sixDigits(b, from, end, zone);
    timeNanos = serverTimes.nanos();
    return is ? serverTimes.end() : -1;
  }

  private static int severity(byte[] b, int from, int to) {
    if (startsWith(b, from, to, "System") || startsWith(b, from, to, "Note")) {
      return 9;
    }
    return Levels.severity(b, from, to);
  }

  /** Takes {@code [MY-010116] [Server]}; returns where the text begins. */
  private static int brackets(byte[] b, int from, int end, Draft draft) {
    if (!startsWith(b, from, end, "[MY-")) {
      return from;
    }
    int close = Bytes.indexOf(b, from, end, ']');
    if (close < 0) {
      return from;
    }
    draft.attribute("error.code", Bytes.text(b, from + 1, close));
    int system = skipBlanks(b, close + 1, end);
    int systemEnd = system < end && b[system] == '[' ? Bytes.indexOf(b, system, end, ']') : -1;
    if (systemEnd < 0) {
      return system;
    }
    draft.event().setLogger(Bytes.text(b, system + 1, systemEnd));
    return skipBlanks(b, systemEnd + 1, end);
  }
}
