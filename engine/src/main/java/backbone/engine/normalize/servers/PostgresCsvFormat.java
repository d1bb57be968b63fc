// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Columns;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * PostgreSQL's {@code csvlog}: 23 to 26 columns, of which texts stand in quotes and may span lines.
 */
final class PostgresCsvFormat implements Format {

  private static final int USER = 1;
  private static final int DATABASE = 2;
  private static final int PID = 3;
  private static final int CLIENT = 4;
  private static final int SEVERITY = 11;
  private static final int CODE = 12;
  private static final int MESSAGE = 13;
  private static final int DETAIL = 14;
  private static final int HINT = 15;
  private static final int STATEMENT = 19;
  private static final int APPLICATION = 22;
  private static final int COLUMNS_MIN = 14;
  private static final int COLUMNS_MAX = 23;

  private final TimeParser times;

  PostgresCsvFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int to = line.to();
    if (!times.iso(b, line.from(), to, line.zone())) {
      return false;
    }
    long nanos = times.nanos();
    Columns columns = Columns.of(b, line.from(), to, COLUMNS_MAX);
    String word = columns.text(SEVERITY);
    byte[] severity = word == null ? new byte[0] : word.getBytes(UTF_8);
    int number = PostgresSeverity.of(severity, 0, severity.length);
    if (columns.count() < COLUMNS_MIN || number == 0 || columns.text(MESSAGE) == null) {
      return false;
    }
    draft.time(nanos);
    draft.parsed("postgresql-csv");
    draft.severity(number);
    draft.event().setMessage(columns.text(MESSAGE));
    draft.rest(to);
    attributes(columns, draft);
    client(columns.text(CLIENT), draft);
    byte[] message = draft.event().getMessage().getBytes(UTF_8);
    long duration = PostgresSeverity.duration(message, 0, message.length);
    if (duration >= 0) {
      draft.event().setDurationNano(duration);
    }
    return true;
  }

  private static void attributes(Columns columns, Draft draft) {
    attribute("user.name", columns.text(USER), draft);
    attribute("db.namespace", columns.text(DATABASE), draft);
    number("process.pid", columns.text(PID), draft);
    String code = columns.text(CODE);
    if (code != null && !code.equals("00000")) {
      draft.attribute("error.code", code);
    }
    attribute("postgresql.detail", columns.text(DETAIL), draft);
    attribute("postgresql.hint", columns.text(HINT), draft);
    attribute("postgresql.statement", columns.text(STATEMENT), draft);
    attribute("postgresql.application_name", columns.text(APPLICATION), draft);
  }

  private static void attribute(String key, String text, Draft draft) {
    if (text != null) {
      draft.attribute(key, text);
    }
  }

  /** Adds a whole number of at most 18 digits. */
  private static void number(String key, String text, Draft draft) {
    byte[] b = text == null ? new byte[0] : text.getBytes(UTF_8);
    long number = Bytes.number(b, 0, b.length);
    if (number >= 0) {
      draft.attribute(key, number);
    }
  }

  private static void client(String client, Draft draft) {
    if (client != null && !client.equals("[local]")) {
      draft.event().setClientIp(client);
    }
  }
}
