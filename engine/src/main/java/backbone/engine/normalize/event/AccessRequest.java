// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import backbone.engine.normalize.text.Bytes;

/** The parts of an access log line that need a look inside: request line and request time. */
public final class AccessRequest {

  private static final long NANOS = 1_000_000_000L;
  private static final double SECONDS_MAX = 86_400;
  private static final int METHOD_BYTES_MAX = 20;

  private AccessRequest() {}

  /** Reads {@code GET /path?query HTTP/1.1}; anything else stays in the message only. */
  public static void read(byte[] b, int from, int to, Draft draft) {
    int method = from;
    while (method < to && b[method] >= 'A' && b[method] <= 'Z') {
      method++;
    }
    if (method == from || method - from > METHOD_BYTES_MAX || method >= to || b[method] != ' ') {
      return;
    }
    draft.event().setHttpMethod(Bytes.text(b, from, method));
    int protocol = lastBlank(b, method + 1, to);
    if (protocol > 0 && Bytes.startsWith(b, protocol + 1, to, "HTTP/")) {
      draft.attribute("http.version", Bytes.text(b, protocol + 6, to));
      target(Bytes.text(b, method + 1, protocol), draft);
    } else {
      target(Bytes.text(b, method + 1, to), draft);
    }
  }

  /** Splits a request target or URL: the path to its field, the query to an attribute. */
  public static void target(String target, Draft draft) {
    int scheme = target.indexOf("://");
    int path = scheme < 0 ? 0 : target.indexOf('/', scheme + 3);
    int query = target.indexOf('?');
    int pathEnd = query < 0 ? target.length() : query;
    if (path >= 0 && path < pathEnd) {
      draft.event().setUrlPath(target.substring(path, pathEnd));
    }
    if (query >= 0 && query + 1 < target.length()) {
      draft.attribute("url.query", target.substring(query + 1));
    }
  }

  /** Takes {@code host} or {@code host:port}. */
  public static void domain(String host, Draft draft) {
    if (host == null) {
      return;
    }
    int colon = host.lastIndexOf(':');
    boolean numbered = colon > 0 && colon + 1 < host.length() && host.length() - colon <= 6;
    for (int at = colon + 1; numbered && at < host.length(); at++) {
      numbered = host.charAt(at) >= '0' && host.charAt(at) <= '9';
    }
    draft.attribute("url.domain", numbered ? host.substring(0, colon) : host);
    if (numbered) {
      draft.attribute("url.port", Long.parseLong(host.substring(colon + 1)));
    }
  }

  /**
   * Takes seconds with a decimal point, as nginx writes its request time, bare or behind {@code
   * rt=} or {@code request_time=}. Whole numbers are left alone: they may be any unit, or a length.
   */
  public static boolean duration(byte[] b, int from, int to, Draft draft) {
    int start = from;
    if (Bytes.startsWith(b, from, to, "rt=")) {
      start = from + 3;
    } else if (Bytes.startsWith(b, from, to, "request_time=")) {
      start = from + 13;
    }
    int point = Bytes.digitsEnd(b, start, to);
    boolean seconds =
        point > start
            && point + 1 < to
            && to - start <= 18
            && b[point] == '.'
            && Bytes.digitsEnd(b, point + 1, to) == to;
    if (!seconds) {
      return false;
    }
    double value = Double.parseDouble(Bytes.text(b, start, to));
    if (value <= SECONDS_MAX) {
      draft.event().setDurationNano(Math.round(value * NANOS));
    }
    return true;
  }

  private static int lastBlank(byte[] b, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (b[at] == ' ') {
        return at;
      }
    }
    return -1;
  }
}
