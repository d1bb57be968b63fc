// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.TraceIds;
import backbone.engine.normalize.text.Bytes;

/** The brackets between Spring Boot's {@code ---} and its logger: [app] [thread] [trace-span]. */
final class SpringBrackets {

  private static final int BRACKETS_MAX = 3;
  private static final int CORRELATION_BYTES = TraceIds.TRACE_HEX + 1 + TraceIds.SPAN_HEX;

  private SpringBrackets() {}

  /** Reads them; returns where the logger begins. */
  static int read(byte[] b, int from, int end, Draft draft) {
    int[] starts = new int[BRACKETS_MAX];
    int[] ends = new int[BRACKETS_MAX];
    int count = 0;
    int at = Bytes.skipBlanks(b, from, end);
    while (at < end && b[at] == '[' && count < BRACKETS_MAX) {
      int close = LogbackLayout.bracketEnd(b, at, end);
      if (close < 0) {
        break;
      }
      starts[count] = Bytes.skipBlanks(b, at + 1, close - 1);
      ends[count++] = Bytes.trimEnd(b, starts[count - 1], close - 1);
      at = Bytes.skipBlanks(b, close, end);
    }
    int names = count;
    if (count > 1 && correlation(b, starts[count - 1], ends[count - 1], draft)) {
      names--;
    }
    if (names > 0) {
      draft.event().setThread(Bytes.text(b, starts[names - 1], ends[names - 1]));
    }
    if (names > 1 && ends[0] > starts[0]) {
      draft.event().setServiceName(Bytes.text(b, starts[0], ends[0]));
    }
    return at;
  }

  /** Takes {@code app,trace,span,exported}, the bracket that Sleuth puts behind the level. */
  static boolean sleuth(String bracket, Draft draft) {
    String[] parts = bracket.split(",", 5);
    if (parts.length < 3 || parts.length > 4) {
      return false;
    }
    if (!parts[0].isBlank()) {
      draft.event().setServiceName(parts[0].strip());
    }
    draft.traceId(parts[1]);
    draft.spanId(parts[2]);
    return true;
  }

  /** Takes {@code <trace>-<span>}; the bracket is all blanks outside a trace. */
  private static boolean correlation(byte[] b, int from, int to, Draft draft) {
    if (from >= to) {
      return true;
    }
    String text = Bytes.text(b, from, to);
    boolean form =
        text.length() == CORRELATION_BYTES
            && text.charAt(TraceIds.TRACE_HEX) == '-'
            && TraceIds.isHex(text.substring(0, TraceIds.TRACE_HEX));
    if (form) {
      draft.traceId(text.substring(0, TraceIds.TRACE_HEX));
      draft.spanId(text.substring(TraceIds.TRACE_HEX + 1));
    }
    return form;
  }
}
