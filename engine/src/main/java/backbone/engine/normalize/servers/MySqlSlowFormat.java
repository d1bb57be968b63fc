// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.skipBlanks;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.lines.Blocks;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Decimals;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.ServerTimes;
import backbone.engine.normalize.times.TimeParser;

/**
 * A block of MySQL's or MariaDB's slow log: lines that begin with a number sign and hold names and
 * values, then the statement. A block has its time, its first line, only when the second is another
 * than that of the block before; {@code SET timestamp} tells it in any case.
 *
 * <pre>
 * # Time: 2024-01-02T10:11:12.345678Z
 * # User@Host: shop[shop] @ localhost [127.0.0.1]  Id:     8
 * # Query_time: 2.000123  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 0
 * SET timestamp=1704157872;
 * select sleep(2);
 * </pre>
 */
public final class MySqlSlowFormat implements Format {

  private static final String STAMP = "SET timestamp=";

  private final TimeParser times;
  private final ServerTimes serverTimes = new ServerTimes();

  public MySqlSlowFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int to = line.to();
    boolean timed = startsWith(b, line.from(), to, Blocks.SLOW_TIME);
    if (!timed && !startsWith(b, line.from(), to, Blocks.SLOW_USER)) {
      return false;
    }
    draft.parsed("mysql-slow");
    draft.rest(to);
    int at = line.from();
    while (at < to && b[at] == '#') {
      int end = textEnd(b, at, to);
      if (startsWith(b, at, end, Blocks.SLOW_TIME)) {
        time(b, at + Blocks.SLOW_TIME.length(), end, line, draft);
      } else if (startsWith(b, at, end, Blocks.SLOW_USER)) {
        user(b, at + Blocks.SLOW_USER.length(), end, draft);
      } else {
        pairs(b, at + 1, end, draft);
      }
      at = Math.min(to, Bytes.lineEnd(b, at, to) + 1);
    }
    statement(b, at, line, draft);
    return true;
  }

  private void time(byte[] b, int from, int end, Line line, Draft draft) {
    if (times.iso(b, from, end, line.zone())) {
      draft.time(times.nanos());
    } else if (serverTimes.sixDigits(b, from, end, line.zone())) {
      draft.time(serverTimes.nanos());
    }
  }

  /** {@code shop[shop] @ host [192.0.2.1] Id: 8}. */
  private static void user(byte[] b, int from, int end, Draft draft) {
    int bracket = Bytes.indexOf(b, from, end, '[');
    int sign = bracket < 0 ? -1 : Bytes.indexOf(b, bracket, end, " @ ");
    if (sign < 0) {
      return;
    }
    text("user.name", b, from, bracket, draft);
    int host = skipBlanks(b, sign + 3, end);
    int open = Bytes.indexOf(b, host, end, '[');
    int close = open < 0 ? -1 : Bytes.indexOf(b, open, end, ']');
    text("client.domain", b, host, Bytes.trimEnd(b, host, Math.max(host, open)), draft);
    if (close > open + 1) {
      draft.event().setClientIp(Bytes.text(b, open + 1, close));
    }
    int id = close < 0 ? -1 : Bytes.indexOf(b, close, end, "Id:");
    if (id > 0) {
      int digits = skipBlanks(b, id + 3, end);
      number("process.thread.id", Bytes.number(b, digits, Bytes.digitsEnd(b, digits, end)), draft);
    }
  }

  /** {@code Query_time: 2.000123 Lock_time: 0.000000 Rows_sent: 1 Schema: shop}. */
  private static void pairs(byte[] b, int from, int end, Draft draft) {
    Tokens words = Tokens.of(b, from, end, 40);
    for (int word = 0; word + 1 < words.count(); word++) {
      int keyEnd = words.end(word) - 1;
      boolean key = keyEnd > words.start(word) && b[keyEnd] == ':';
      boolean value = b[words.end(word + 1) - 1] != ':';
      if (key && value) {
        pair(Bytes.text(b, words.start(word), keyEnd), words, ++word, b, draft);
      }
    }
  }

  private static void pair(String key, Tokens words, int word, byte[] b, Draft draft) {
    int from = words.start(word);
    int to = words.end(word);
    switch (key) {
      case "Query_time" -> {
        long nanos = Decimals.nanos(b, from, to, Decimals.SECOND);
        if (nanos >= 0) {
          draft.event().setDurationNano(nanos);
        }
      }
      case "Lock_time" ->
          number("mysql.lock.duration", Decimals.nanos(b, from, to, Decimals.SECOND), draft);
      case "Thread_id" -> words.number("process.thread.id", word, draft);
      case "Schema" -> words.attribute("db.namespace", word, draft);
      case "Rows_sent" -> words.number("mysql.rows_sent", word, draft);
      case "Rows_examined" -> words.number("mysql.rows_examined", word, draft);
      case "Rows_affected" -> words.number("mysql.rows_affected", word, draft);
      case "Bytes_sent" -> words.number("mysql.bytes_sent", word, draft);
      default -> {
        // Details of single versions, as filesort and temporary tables.
      }
    }
  }

  /** The statement is the message; without one, as of a lone time, the block itself is. */
  private static void statement(byte[] b, int from, Line line, Draft draft) {
    int to = line.to();
    int at = from;
    if (startsWith(b, at, to, "use ")) {
      int end = textEnd(b, at, to);
      String name =
          Bytes.text(b, at + 4, Math.max(at + 4, end)).replace("`", "").replace(";", "").strip();
      if (!has("db.namespace", draft) && !name.isEmpty()) {
        draft.attribute("db.namespace", name);
      }
      at = Math.min(to, Bytes.lineEnd(b, at, to) + 1);
    }
    if (startsWith(b, at, to, STAMP)) {
      int digits = Bytes.digitsEnd(b, at + STAMP.length(), to);
      long seconds = Bytes.number(b, at + STAMP.length(), digits);
      if (!draft.timed() && seconds >= 0 && seconds < TimeParser.SECONDS_MAX) {
        draft.time(seconds * TimeParser.NANOS);
      }
      at = Math.min(to, Bytes.lineEnd(b, at, to) + 1);
    }
    int end = Bytes.trimEnd(b, at, to);
    if (end > at) {
      draft.severity(13);
    }
    draft.event().setMessage(end > at ? Bytes.text(b, at, end) : line.all().strip());
  }

  private static boolean has(String key, Draft draft) {
    return draft.event().getAttributes().stream().anyMatch(known -> known.getKey().equals(key));
  }

  private static int textEnd(byte[] b, int from, int to) {
    return Bytes.trimEnd(b, from, Bytes.lineEnd(b, from, to));
  }

  private static void text(String key, byte[] b, int from, int to, Draft draft) {
    if (to > from) {
      draft.attribute(key, Bytes.text(b, from, to));
    }
  }

  private static void number(String key, long value, Draft draft) {
    if (value >= 0) {
      draft.attribute(key, value);
    }
  }
}
