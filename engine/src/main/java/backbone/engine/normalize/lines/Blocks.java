// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.text.Bytes;

/**
 * Events of several lines that only their first line tells: blocks of MySQL's slow log, and rows of
 * PostgreSQL's {@code csvlog} with line ends in quotes. Their other lines are SQL, which looks like
 * anything.
 */
public final class Blocks {

  /** Begins the line with the time of a query in MySQL's slow log, if there is one. */
  public static final String SLOW_TIME = "# Time: ";

  /** Begins the line behind it, and the block where the time is left out. */
  public static final String SLOW_USER = "# User@Host: ";

  /** Rows longer than this are not joined: for each of their lines all before is looked at. */
  private static final int ROW_BYTES_MAX = 4 * 1024;

  private static final int COMMA_BYTES_MAX = 36;

  private Blocks() {}

  /**
   * Whether a line belongs to the block that has begun.
   *
   * @param event first byte of the block, in front of the line
   */
  static boolean continues(byte[] b, int event, int from, int to) {
    if (from - event < 8 || from >= to) {
      return false;
    }
    if (b[event] == '#') {
      return slow(b, event, from, to);
    }
    return isDigit(b[event]) && isRow(b, event, from) && isOpen(b, event, from);
  }

  private static boolean slow(byte[] b, int event, int from, int to) {
    boolean timed = startsWith(b, event, from, SLOW_TIME);
    if (!timed && !startsWith(b, event, from, SLOW_USER)) {
      return false;
    }
    if (startsWith(b, from, to, SLOW_USER)) {
      return timed && Bytes.indexOf(b, event, from - 1, '\n') < 0;
    }
    if (startsWith(b, from, to, SLOW_TIME) || isDated(b, from, to)) {
      return false;
    }
    return b[from] == '#' || !isDone(b, event, from);
  }

  /** As lines of the error log begin, should both go to one place. */
  private static boolean isDated(byte[] b, int from, int to) {
    return to - from > 16 && isDigit(b[from]) && b[from + 4] == '-' && b[from + 7] == '-';
  }

  /** Whether the line before ends the statement; what comes before one ends alike. */
  private static boolean isDone(byte[] b, int event, int from) {
    int end = Bytes.trimEnd(b, event, from);
    int start = end;
    while (start > event && b[start - 1] != '\n') {
      start--;
    }
    boolean before =
        b[start] == '#'
            || startsWith(b, start, end, "SET timestamp=")
            || startsWith(b, start, end, "use ");
    return !before && b[end - 1] == ';';
  }

  /** Whether quotes are still open at the end. */
  private static boolean isOpen(byte[] b, int from, int to) {
    boolean open = false;
    for (int at = from; at < to; at++) {
      open ^= b[at] == '"';
    }
    return open;
  }

  private static boolean isRow(byte[] b, int event, int from) {
    if (from - event < 40 || from - event > ROW_BYTES_MAX || b[event + 4] != '-') {
      return false;
    }
    int comma = Bytes.indexOf(b, event + 19, Math.min(from, event + COMMA_BYTES_MAX), ',');
    return comma > 0 && b[event + 10] == ' ' && (b[comma + 1] == '"' || b[comma + 1] == ',');
  }
}
