// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;

import backbone.engine.normalize.text.Bytes;
import backbone.schema.LogEvent;

/**
 * Finds ids inside text: {@code trace_id=...}, {@code traceId: ...}, {@code "trace.id":"..."},
 * {@code trace-id:...}, {@code traceparent=...}, {@code dd.trace_id=...}, {@code b3: ...}, {@code
 * X-Amzn-Trace-Id: Root=...}, and the same for spans; also {@code service-name:...}.
 */
public final class TraceSearch {

  private static final int VALUE_BYTES_MAX = 128;

  private TraceSearch() {}

  /**
   * Sets the first trace id, span id and name of a service that a stretch of text holds, unless
   * they are known.
   */
  public static void find(byte[] b, int from, int to, Draft draft) {
    for (int at = from; at + 8 < to; at++) {
      int first = b[at] | 0x20;
      if (first == 't' && word(b, at, "trace") && starts(b, at, from)) {
        trace(b, at, to, draft);
      } else if (first == 's' && word(b, at, "span") && starts(b, at, from)) {
        span(b, at, to, draft);
      } else if (first == 's' && word(b, at, "service") && starts(b, at, from)) {
        service(b, at, to, draft);
      } else if (first == 'b' && b[at + 1] == '3' && starts(b, at, from)) {
        header(value(b, at + 2, to), draft);
      }
    }
  }

  private static void trace(byte[] b, int at, int to, Draft draft) {
    if (draft.event().getTraceId() != null) {
      return;
    }
    int name = at + 5;
    boolean parent = name + 6 < to && word(b, name, "parent");
    String value = value(b, parent ? name + 6 : idEnd(b, name, to), to);
    if (value == null || (value.indexOf('=') >= 0 && header(value, draft))) {
      return;
    }
    boolean datadog = at >= 3 && b[at - 1] == '.' && word(b, at - 3, "dd");
    draft.traceId(datadog ? TraceIds.fromDatadog(value, TraceIds.TRACE_HEX) : value);
    if (parent && draft.event().getSpanId() == null) {
      draft.event().setSpanId(TraceIds.parentSpan(value));
    }
  }

  /** Takes both ids of a header that is sure to be one. */
  private static boolean header(String value, Draft draft) {
    LogEvent event = draft.event();
    boolean is = value != null && event.getTraceId() == null && TraceHeaders.trace(value) != null;
    if (is && draft.traceId(value) && event.getSpanId() == null) {
      event.setSpanId(TraceIds.parentSpan(value));
    }
    return is;
  }

  private static void service(byte[] b, int at, int to, Draft draft) {
    int name = at + 8;
    boolean named =
        draft.event().getServiceName() == null
            && name + 5 < to
            && (b[name - 1] == '-' || b[name - 1] == '_' || b[name - 1] == '.')
            && word(b, name, "name");
    String value = named ? value(b, name + 4, to) : null;
    if (value != null && value.indexOf('=') < 0) {
      draft.event().setServiceName(value);
    }
  }

  private static void span(byte[] b, int at, int to, Draft draft) {
    if (draft.event().getSpanId() != null) {
      return;
    }
    String value = value(b, idEnd(b, at + 4, to), to);
    if (value != null) {
      boolean datadog = at >= 3 && b[at - 1] == '.' && word(b, at - 3, "dd");
      draft.spanId(datadog ? TraceIds.fromDatadog(value, TraceIds.SPAN_HEX) : value);
    }
  }

  /** End of {@code id} behind an optional separator, or -1. */
  private static int idEnd(byte[] b, int at, int to) {
    boolean apart = at < to && (b[at] == '_' || b[at] == '-' || b[at] == '.' || b[at] == ' ');
    int id = apart ? at + 1 : at;
    return id + 2 < to && word(b, id, "id") ? id + 2 : -1;
  }

  /** The token behind {@code =} or {@code :}, quoted or not; null where there is none. */
  private static String value(byte[] b, int nameEnd, int to) {
    int at = nameEnd < 0 ? to : quote(b, nameEnd, to);
    at = Bytes.skipBlanks(b, at, to);
    if (at >= to || (b[at] != '=' && b[at] != ':')) {
      return null;
    }
    int start = quote(b, Bytes.skipBlanks(b, at + 1, to), to);
    int end = start;
    boolean pairs = start + 4 < to && b[start + 4] == '=';
    while (end < to
        && end - start <= VALUE_BYTES_MAX
        && (isIdPart(b[end]) || (pairs && (b[end] == '=' || b[end] == ';')))) {
      end++;
    }
    return end == start || end - start > VALUE_BYTES_MAX ? null : Bytes.text(b, start, end);
  }

  private static int quote(byte[] b, int at, int to) {
    return at < to && (b[at] == '"' || b[at] == '\'') ? at + 1 : at;
  }

  private static boolean starts(byte[] b, int at, int from) {
    return at == from || !(isLetter(b[at - 1]) || isDigit(b[at - 1]));
  }

  private static boolean isIdPart(int c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '_';
  }

  private static boolean word(byte[] b, int at, String lower) {
    for (int i = 0; i < lower.length(); i++) {
      if ((b[at + i] | 0x20) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
