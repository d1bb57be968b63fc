// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

/**
 * Headers that hold the ids of a trace in one value.
 *
 * <pre>
 * 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01          W3C traceparent
 * 4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1              Zipkin b3, and Sentry
 * 4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1            Jaeger uber-trace-id
 * Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8 Amazon X-Amzn-Trace-Id
 * projects/shop/traces/4bf92f3577b34da6a3ce929d0e0e4736            Google
 * </pre>
 */
public final class TraceHeaders {

  private static final int TRACEPARENT_CHARS = 55;
  private static final String ROOT = "1-";
  private static final int ROOT_CHARS = 35;

  private TraceHeaders() {}

  /** The trace's id as hex, or null when the value is no such header. */
  public static String trace(String text) {
    if (isTraceparent(text)) {
      return text.substring(3, 35);
    }
    int length = idLength(text);
    if (length > 0) {
      return text.substring(0, length);
    }
    int root = text.startsWith(ROOT) ? 0 : after(text, "Root=");
    if (root >= 0 && isRoot(text, root)) {
      return text.substring(root + 2, root + 10) + text.substring(root + 11, root + ROOT_CHARS);
    }
    int google = text.startsWith("projects/") ? after(text, "/traces/") : -1;
    boolean named = google > 0 && text.length() == google + TraceIds.TRACE_HEX;
    return named && TraceIds.isHex(text.substring(google)) ? text.substring(google) : null;
  }

  /** The span's id as hex, or null. */
  static String span(String text) {
    if (isTraceparent(text)) {
      return text.substring(36, 52);
    }
    int length = idLength(text);
    int from = length > 0 ? length + 1 : after(text, "Parent=");
    boolean fits = from > 0 && text.length() >= from + TraceIds.SPAN_HEX;
    String id = fits ? text.substring(from, from + TraceIds.SPAN_HEX) : "-";
    return TraceIds.isHex(id) ? id : null;
  }

  /** The version is two hex digits, but not {@code ff}. */
  private static boolean isTraceparent(String text) {
    return text.length() >= TRACEPARENT_CHARS
        && text.charAt(2) == '-'
        && text.charAt(35) == '-'
        && text.charAt(52) == '-'
        && TraceIds.isHex(text.substring(0, 2))
        && !text.regionMatches(true, 0, "ff", 0, 2)
        && TraceIds.isHex(text.substring(3, 35))
        && TraceIds.isHex(text.substring(36, 52));
  }

  /** Length of the id of a trace before the id of a span, or 0. */
  private static int idLength(String text) {
    int mark = isMark(text, TraceIds.TRACE_HEX) ? TraceIds.TRACE_HEX : TraceIds.SPAN_HEX;
    int end = mark + 1 + TraceIds.SPAN_HEX;
    if (text.length() < end || !isMark(text, mark)) {
      return 0;
    }
    boolean closed = text.length() == end || text.charAt(end) == text.charAt(mark);
    boolean hex =
        TraceIds.isHex(text.substring(0, mark)) && TraceIds.isHex(text.substring(mark + 1, end));
    return closed && hex ? mark : 0;
  }

  private static boolean isMark(String text, int at) {
    return text.length() > at && (text.charAt(at) == '-' || text.charAt(at) == ':');
  }

  private static boolean isRoot(String text, int at) {
    return text.length() >= at + ROOT_CHARS
        && text.startsWith(ROOT, at)
        && text.charAt(at + 10) == '-'
        && TraceIds.isHex(text.substring(at + 2, at + 10))
        && TraceIds.isHex(text.substring(at + 11, at + ROOT_CHARS));
  }

  private static int after(String text, String name) {
    int at = text.indexOf(name);
    return at < 0 ? -1 : at + name.length();
  }
}
