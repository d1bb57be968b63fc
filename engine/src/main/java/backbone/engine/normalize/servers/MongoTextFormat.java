// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * MongoDB's log up to version 4.2: {@code 2014-11-03T18:28:32.450-0500 I NETWORK [conn1] text},
 * operations with their milliseconds at the end.
 */
final class MongoTextFormat implements Format {

  private final TimeParser times;

  MongoTextFormat(TimeParser times) {
    this.times = times;
  }

  /** Severity of {@code F E W I D}, and of {@code D1} to {@code D5}; else 0. */
  static int severity(int letter) {
    return switch (letter) {
      case 'F' -> 21;
      case 'E' -> 17;
      case 'W' -> 13;
      case 'I' -> 9;
      case 'D' -> 5;
      default -> 0;
    };
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.iso(b, line.from(), end, line.zone()) || times.end() + 2 >= end) {
      return false;
    }
    int level = times.end() + 1;
    int severity = severity(b[level]);
    int component = skipBlanks(b, Bytes.tokenEnd(b, level, end), end);
    int componentEnd = Bytes.tokenEnd(b, component, end);
    int thread = skipBlanks(b, componentEnd, end);
    int close = thread < end && b[thread] == '[' ? Bytes.indexOf(b, thread, end, "] ") : -1;
    if (severity == 0 || close < 0 || !isComponent(b, component, componentEnd)) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("mongodb");
    draft.severity(severity);
    if (b[component] != '-') {
      draft.event().setLogger(Bytes.text(b, component, componentEnd));
    }
    draft.event().setThread(Bytes.text(b, thread + 1, close));
    draft.event().setMessage(line.text(close + 2));
    long millis = lastMillis(b, close + 2, end);
    if (millis >= 0) {
      draft.event().setDurationNano(millis * 1_000_000);
    }
    return true;
  }

  private static boolean isComponent(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if ((b[at] < 'A' || b[at] > 'Z') && b[at] != '_' && b[at] != '-') {
        return false;
      }
    }
    return to > from;
  }

  /** The number of a last word such as {@code 123ms}, or -1. */
  private static long lastMillis(byte[] b, int from, int end) {
    int word = end;
    while (word > from && b[word - 1] != ' ') {
      word--;
    }
    boolean millis = end - word > 2 && end - word < 13 && Bytes.startsWith(b, end - 2, end, "ms");
    return millis ? Bytes.number(b, word, end - 2) : -1;
  }
}
