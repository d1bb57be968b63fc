// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Decimals;

/** PostgreSQL's words for severities, as OpenTelemetry numbers, and for the parts of a message. */
final class PostgresSeverity {

  /** Lines with these belong to the line before them, of the same process. */
  private static final String[] PARTS = {
    "DETAIL", "HINT", "QUERY", "CONTEXT", "STATEMENT", "LOCATION", "BACKTRACE"
  };

  private PostgresSeverity() {}

  /** Number of a word, or 0. */
  static int of(byte[] b, int from, int to) {
    if (to - from < 3 || to - from > 9 || b[from] < 'A' || b[from] > 'Z') {
      return 0;
    }
    if (word(b, from, to, "LOG") || part(b, from, to) != null) {
      return 9;
    }
    if (word(b, from, to, "PANIC")) {
      return 22;
    }
    boolean known =
        word(b, from, to, "ERROR")
            || word(b, from, to, "FATAL")
            || word(b, from, to, "WARNING")
            || word(b, from, to, "NOTICE")
            || word(b, from, to, "INFO")
            || (Bytes.startsWith(b, from, to, "DEBUG") && to - from == 6);
    return known ? Levels.severity(b, from, to) : 0;
  }

  /** Lower-case name of the part of a message, or null where it is a message of its own. */
  static String part(byte[] b, int from, int to) {
    for (String part : PARTS) {
      if (word(b, from, to, part)) {
        return part.toLowerCase(java.util.Locale.ROOT);
      }
    }
    return null;
  }

  /** Nanoseconds of a message that begins with {@code duration: 12.345 ms}, or -1. */
  static long duration(byte[] b, int from, int to) {
    if (!Bytes.startsWith(b, from, to, "duration: ")) {
      return -1;
    }
    int number = from + 10;
    int numberEnd = Bytes.tokenEnd(b, number, to);
    boolean millis = Bytes.startsWith(b, numberEnd, to, " ms");
    return millis ? Decimals.nanos(b, number, numberEnd, Decimals.MILLI) : -1;
  }

  private static boolean word(byte[] b, int from, int to, String word) {
    return to - from == word.length() && Bytes.startsWith(b, from, to, word);
  }
}
