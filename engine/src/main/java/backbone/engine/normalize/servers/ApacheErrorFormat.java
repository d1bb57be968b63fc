// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.skipBlanks;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Apache's error log.
 *
 * <pre>
 * [Sun Dec 04 04:47:44 2005] [error] [client 192.0.2.1] text
 * [Sun Dec 04 04:47:44.123456 2022] [core:error] [pid 1:tid 2] (2)No such file or directory:
 *     [client 192.0.2.1:9] AH00036: text, referer: http://r/
 * </pre>
 */
public final class ApacheErrorFormat implements Format {

  private static final String REFERRER = ", referer: ";

  private final TimeParser times;

  public ApacheErrorFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.ctime(b, line.from() + 1, end, line.zone())) {
      return false;
    }
    int at = times.end();
    boolean closed = at + 2 < end && b[at] == ']' && isBlank(b[at + 1]) && b[at + 2] == '[';
    int from = at + 2;
    int close = closed ? Bytes.indexOf(b, from, end, ']') : -1;
    int colon = close < 0 ? -1 : Bytes.indexOf(b, from, close, ':');
    int level = colon < 0 ? from + 1 : colon + 1;
    int severity = close < 0 ? 0 : Levels.severity(b, level, close);
    if (severity == 0) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("apache-error");
    draft.severity(severity);
    if (colon > from + 1) {
      draft.event().setLogger(Bytes.text(b, from + 1, colon));
    }
    message(line, skipBlanks(b, close + 1, end), draft);
    return true;
  }

  private static void message(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int at = from;
    for (int next = part(b, at, end, draft); next > 0; next = part(b, at, end, draft)) {
      at = next;
    }
    int text = at;
    int status = startsWith(b, at, end, "(") ? Bytes.indexOf(b, at, end, ": [client ") : -1;
    if (status > 0) {
      at = part(b, status + 2, end, draft);
      at = at < 0 ? status + 2 : at;
      draft.event().setMessage(Bytes.text(b, text, status + 2) + Bytes.text(b, at, end));
    } else {
      draft.event().setMessage(line.text(text));
    }
    code(b, at, end, draft);
    int referrer = Bytes.indexOf(b, at, end, REFERRER);
    if (referrer > 0) {
      draft.attribute("http.request.referrer", Bytes.text(b, referrer + REFERRER.length(), end));
    }
  }

  /** Takes {@code AH00036:}, which stays in the message. */
  private static void code(byte[] b, int from, int end, Draft draft) {
    int status = startsWith(b, from, end, "(") ? Bytes.indexOf(b, from, end, ": AH") : -1;
    int at = status < 0 ? from : status + 2;
    int digits = startsWith(b, at, end, "AH") ? Bytes.digitsEnd(b, at + 2, end) : at;
    if (digits > at + 4 && digits < end && b[digits] == ':') {
      draft.attribute("error.code", Bytes.text(b, at, digits));
    }
  }

  /**
   * Takes {@code [pid 1:tid 2]}, {@code [client address:port]} or {@code [remote address:port]};
   * returns where to go on, or -1.
   */
  private static int part(byte[] b, int at, int end, Draft draft) {
    boolean client = startsWith(b, at, end, "[client ") || startsWith(b, at, end, "[remote ");
    if (!client && !startsWith(b, at, end, "[pid ")) {
      return -1;
    }
    int close = Bytes.indexOf(b, at, end, ']');
    int value = at + (client ? 8 : 5);
    if (close < value) {
      return -1;
    }
    if (client) {
      draft.event().setClientIp(Bytes.text(b, value, close));
    } else {
      int pidEnd = Bytes.digitsEnd(b, value, close);
      long thread = startsWith(b, pidEnd, close, ":tid ") ? Bytes.number(b, pidEnd + 5, close) : -1;
      number("process.pid", Bytes.number(b, value, pidEnd), draft);
      number("process.thread.id", thread, draft);
    }
    return skipBlanks(b, close + 1, end);
  }

  private static void number(String key, long value, Draft draft) {
    if (value >= 0) {
      draft.attribute(key, value);
    }
  }
}
