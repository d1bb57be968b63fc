// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.digitsEnd;
import static backbone.engine.normalize.text.Bytes.isDigit;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.text.Bytes;

/**
 * The words that {@code log_line_prefix} usually puts between the time and the severity: process id
 * in brackets, {@code user@database}, {@code key=value} and {@code address(port)}.
 */
final class PostgresPrefix {

  private static final String UNKNOWN = "[unknown]";

  private PostgresPrefix() {}

  static void read(byte[] b, int from, int to, Draft draft) {
    boolean pid = false;
    boolean user = false;
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && !isBetween(b[end])) {
        end++;
      }
      // Colons lie within IPv6 addresses, too, and those only stand behind client= here.
      if (isPid(b, at, end) && !pid) {
        draft.attribute("process.pid", Bytes.number(b, at + 1, end - 1));
        pid = true;
      } else if (!user && isUser(b, at, end)) {
        user(b, at, end, draft);
        user = true;
      } else if (Bytes.indexOf(b, at, end, '=') > at) {
        end = pair(b, at, to, draft);
      } else if (end > at && b[end - 1] == ')' && isDigit(b[at])) {
        client(Bytes.text(b, at, end), draft);
      }
      at = end + 1;
    }
  }

  private static boolean isBetween(int c) {
    return c == ' ' || c == ':' || c == ',' || c == '>';
  }

  private static boolean isPid(byte[] b, int from, int to) {
    return to - from > 2
        && to - from < 13
        && b[from] == '['
        && b[to - 1] == ']'
        && digitsEnd(b, from + 1, to) == to - 1;
  }

  private static boolean isUser(byte[] b, int from, int to) {
    int sign = Bytes.indexOf(b, from, to, '@');
    return sign > from && sign + 1 < to && Bytes.indexOf(b, from, sign, '=') < 0;
  }

  private static void user(byte[] b, int from, int to, Draft draft) {
    int sign = Bytes.indexOf(b, from, to, '@');
    known("user.name", Bytes.text(b, from, sign), draft);
    known("db.namespace", Bytes.text(b, sign + 1, to), draft);
  }

  private static void known(String key, String value, Draft draft) {
    if (!value.isEmpty() && !value.equals(UNKNOWN)) {
      draft.attribute(key, value);
    }
  }

  /** Takes {@code key=value}, the value up to a comma or blank; returns its end. */
  private static int pair(byte[] b, int from, int to, Draft draft) {
    int equals = Bytes.indexOf(b, from, to, '=');
    int end = equals + 1;
    while (end < to && b[end] != ',' && b[end] != ' ') {
      end++;
    }
    String value = Bytes.text(b, equals + 1, end);
    switch (Bytes.text(b, from, equals)) {
      case "user", "u" -> known("user.name", value, draft);
      case "db", "database", "d" -> known("db.namespace", value, draft);
      case "app", "application", "a" -> known("postgresql.application_name", value, draft);
      case "client", "host", "h" -> client(value, draft);
      default -> {
        // Other settings of an administrator.
      }
    }
    return end;
  }

  private static void client(String value, Draft draft) {
    int port = value.indexOf('(');
    String address = port < 0 ? value : value.substring(0, port);
    if (!address.isEmpty() && !address.equals("[local]")) {
      draft.event().setClientIp(address);
    }
  }
}
