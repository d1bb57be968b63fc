// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import static backbone.engine.normalize.text.Bytes.isLetter;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.times.TimeParser;
import java.time.ZoneOffset;

/** What the first line of an event lets follow. */
final class EventHead {

  static final String TRACEBACK = "Traceback (most recent call last):";

  private static final int WARN = 13;
  private static final int ERROR = 17;
  private static final int WORD_BYTES_MAX = 13;

  private final TimeParser times = new TimeParser();
  private byte[] b;
  private int length;
  private int severity;
  private boolean textTaken;

  /** Looks at the beginning of a line. */
  void judge(byte[] head, int headLength) {
    b = head;
    length = headLength;
    severity = worstLevel();
    textTaken = false;
  }

  /** The worst level that any word of it names. */
  private int worstLevel() {
    int worst = startsWith(b, 0, length, "E") && length > 5 && Bytes.isDigit(b[1]) ? ERROR : 0;
    for (int at = 0; at < length; at++) {
      int word = at;
      while (at < length && isLetter(b[at])) {
        at++;
      }
      if (at - word >= 3 && at - word <= WORD_BYTES_MAX) {
        worst = Math.max(worst, Levels.severity(b, word, at));
      }
    }
    return worst;
  }

  boolean isError() {
    return severity >= ERROR;
  }

  boolean precedesTraceback() {
    return severity >= WARN
        || startsWith(b, 0, length, "Exception ")
        || startsWith(b, 0, length, "--- Logging error ---");
  }

  boolean precedesGoroutine() {
    return severity >= ERROR || Bytes.indexOf(b, 0, length, "panic") >= 0;
  }

  boolean isJul() {
    return times.halfDays(b, 0, length, ZoneOffset.UTC);
  }

  /** A time, a tab, a level, a tab. */
  boolean isZap() {
    int tab = Bytes.indexOf(b, 0, Math.min(length, 45), '\t');
    int second = tab < 0 ? -1 : Bytes.indexOf(b, tab + 1, Math.min(length, tab + 14), '\t');
    return second > 0 && Levels.severity(b, tab + 1, second) >= WARN;
  }

  boolean isScriptPlace() {
    return TraceLines.isScriptPlace(b, 0, length);
  }

  /** True once: for the text that is on the line behind the first. */
  boolean takeText() {
    boolean free = !textTaken;
    textTaken = true;
    return free;
  }
}
