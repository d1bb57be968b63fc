// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import java.util.ArrayList;
import java.util.List;

/** Values separated by commas, in quotes where they need it, quotes in them doubled. */
final class Columns {

  private final List<String> values = new ArrayList<>();

  private Columns() {}

  /** The first columns of a line, at most so many. */
  static Columns of(byte[] b, int from, int to, int max) {
    Columns columns = new Columns();
    int at = from;
    while (at <= to && columns.values.size() < max) {
      boolean quoted = at < to && b[at] == '"';
      int end = quoted ? quoteEnd(b, at + 1, to) : comma(b, at, to);
      int start = quoted ? at + 1 : at;
      String text = Bytes.text(b, start, Math.max(start, end));
      columns.values.add(quoted ? text.replace("\"\"", "\"") : text);
      at = quoted ? comma(b, Math.min(to, end + 1), to) + 1 : end + 1;
    }
    return columns;
  }

  /** Whether quotes are still open at the end. */
  static boolean isOpen(byte[] b, int from, int to) {
    boolean open = false;
    for (int at = from; at < to; at++) {
      open ^= b[at] == '"';
    }
    return open;
  }

  int count() {
    return values.size();
  }

  /** Null for an empty one. */
  String text(int column) {
    String text = column < values.size() ? values.get(column) : "";
    return text.isEmpty() ? null : text;
  }

  void attribute(String key, int column, Draft draft) {
    String text = text(column);
    if (text != null) {
      draft.attribute(key, text);
    }
  }

  /** Adds a whole number of at most 18 digits. */
  void number(String key, int column, Draft draft) {
    String text = text(column);
    byte[] b = text == null ? new byte[0] : text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    long number = Bytes.number(b, 0, b.length);
    if (number >= 0) {
      draft.attribute(key, number);
    }
  }

  private static int comma(byte[] b, int from, int to) {
    int at = Bytes.indexOf(b, from, to, ',');
    return at < 0 ? to : at;
  }

  private static int quoteEnd(byte[] b, int from, int to) {
    int at = from;
    while (at < to) {
      if (b[at] == '"') {
        if (at + 1 >= to || b[at + 1] != '"') {
          return at;
        }
        at++;
      }
      at++;
    }
    return to;
  }
}
