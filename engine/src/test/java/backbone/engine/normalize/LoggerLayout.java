// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import java.util.List;
import java.util.Set;

/**
 * What the lines of a logging library tell of an event: a layout without a name of the logger
 * cannot give one, and an engine that gives one all the same has made it up.
 *
 * @param file the library's lines, one of {@code node-}, {@code python-}, {@code go-}, {@code
 *     java-}
 * @param stepNanos time is written in steps of so many nanoseconds; 0 if it is not written
 * @param logger name of the logger, or null
 * @param error type of the error, or null
 * @param has of {@code level}, {@code fields} (with their types), {@code pairs} (as texts), {@code
 *     ids}, {@code error} (its message), {@code stack}, {@code service}; {@code no-debug} where
 *     that event is logged as information; {@code gelf} and {@code record.extra} for what stands in
 *     front of the keys
 */
record LoggerLayout(String file, long stepNanos, String logger, String error, Set<String> has) {

  /** Reads {@code file | s, ms, m or - | logger or - | type of error or - | has ...}. */
  static LoggerLayout of(String row) {
    String[] cells = row.strip().split(" *\\| *", -1);
    return new LoggerLayout(
        cells[0], step(cells[1]), orNull(cells[2]), orNull(cells[3]), words(cells[4]));
  }

  static List<LoggerLayout> all(String table) {
    return table.lines().filter(row -> !row.isBlank()).map(LoggerLayout::of).toList();
  }

  boolean tells(String part) {
    return has.contains(part);
  }

  /** What the library sets in front of the keys of fields. */
  String above() {
    return has.contains("gelf") ? "_" : has.contains("record.extra") ? "record.extra." : "";
  }

  private static long step(String unit) {
    return switch (unit) {
      case "-" -> 0;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      default -> 1_000_000L;
    };
  }

  private static String orNull(String cell) {
    return cell.equals("-") ? null : cell;
  }

  private static Set<String> words(String cell) {
    return cell.isEmpty() ? Set.of() : Set.of(cell.split(" "));
  }
}
