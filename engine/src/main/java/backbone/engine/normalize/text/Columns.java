// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import java.util.ArrayList;
import java.util.List;

/** Values separated by commas, in quotes where they need it, quotes in them doubled. */
public final class Columns {

  private final List<String> values = new ArrayList<>();

  private Columns() {}

  /** The first columns of a line, at most so many. */
  public static Columns of(byte[] b, int from, int to, int max) {
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

  /** Number of columns. */
  public int count() {
    return values.size();
  }

  /** A column, counted from 0; null for an empty one. */
  public String text(int column) {
    String text = column < values.size() ? values.get(column) : "";
    return text.isEmpty() ? null : text;
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
