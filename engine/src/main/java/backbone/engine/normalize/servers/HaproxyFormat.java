// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * HAProxy's traffic logs: {@code option httplog}, {@code option tcplog}, the short default and
 * errors of connections. The message is the whole line.
 *
 * <pre>
 * 192.0.2.1:33317 [06/Feb/2024:12:14:14.655] web app/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0
 *     0/0 {host} {} "GET /index.html HTTP/1.1"
 * 192.0.2.1:33313 [06/Feb/2024:12:12:51.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0
 * Connect from 192.0.2.1:33312 to 192.0.2.9:8012 (www/HTTP)
 * </pre>
 */
public final class HaproxyFormat implements Format {

  private static final int CLIENT_BYTES_MAX = 64;
  private static final int WORDS_MAX = 16;
  private static final String CONNECT = "Connect from ";

  private final TimeParser times;

  public HaproxyFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (line.from() < end && b[line.from()] == 'C') {
      return connect(line, draft);
    }
    int client = Bytes.tokenEnd(b, line.from(), Math.min(end, line.from() + CLIENT_BYTES_MAX));
    int time = client + 2;
    boolean likely = time + 24 < end && b[time - 1] == '[' && b[time + 2] == '/';
    if (!likely || !times.clf(b, time, end, line.zone())) {
      return false;
    }
    if (times.end() >= end || b[times.end()] != ']') {
      return false;
    }
    Tokens words = Tokens.of(b, times.end() + 1, end, WORDS_MAX);
    boolean error = words.count() > 1 && b[words.end(0) - 1] == ':';
    int timers = error || words.count() < 6 ? 0 : timers(b, words);
    if (timers == 0 && !error) {
      return false;
    }
    draft.time(times.nanos());
    draft.event().setMessage(line.text(line.from()));
    draft.event().setClientIp(Bytes.text(b, line.from(), client));
    if (error) {
      error(b, words, end, draft);
    } else if (timers == 3) {
      draft.parsed("haproxy-tcp");
      draft.severity(9);
      common(words, draft);
      words.number("http.response.bytes", 3, draft);
      words.attribute("haproxy.termination_state", 4, draft);
    } else {
      draft.parsed("haproxy-http");
      common(words, draft);
      http(b, words, end, draft);
    }
    return true;
  }

  /** How many times there are, the last of them the total; 0 where it is no such line. */
  private static int timers(byte[] b, Tokens words) {
    int count = 1;
    for (int at = words.start(2); at < words.end(2); at++) {
      int c = b[at];
      count += c == '/' ? 1 : 0;
      if (!Bytes.isDigit(c) && c != '/' && c != '-' && c != '+') {
        return 0;
      }
    }
    boolean state = words.end(count == 3 ? 4 : 7) - words.start(count == 3 ? 4 : 7) >= 2;
    boolean known = count == 3 || (count == 5 && words.count() > 9);
    return known && state ? count : 0;
  }

  private static void common(Tokens words, Draft draft) {
    words.attribute("haproxy.frontend_name", 0, draft);
    String server = words.text(1);
    int slash = server == null ? -1 : server.indexOf('/');
    if (slash > 0) {
      draft.attribute("haproxy.backend_name", server.substring(0, slash));
      draft.attribute("haproxy.server_name", server.substring(slash + 1));
    }
    String timers = words.text(2);
    int total = timers.lastIndexOf('/') + 1;
    total += total < timers.length() && timers.charAt(total) == '+' ? 1 : 0;
    long millis = millis(timers.substring(total));
    if (millis >= 0) {
      draft.event().setDurationNano(millis * 1_000_000);
    }
  }

  private static long millis(String digits) {
    byte[] b = digits.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return b.length > 12 ? -1 : Bytes.number(b, 0, b.length);
  }

  private static void http(byte[] b, Tokens words, int end, Draft draft) {
    long status = words.number(3);
    if (status >= 100 && status <= 599) {
      draft.event().setHttpStatusCode((int) status);
      draft.severity(status >= 500 ? 17 : status >= 400 ? 13 : 9);
    }
    words.number("http.response.bytes", 4, draft);
    words.attribute("haproxy.termination_state", 7, draft);
    // Only the request is quoted, and the headers that were captured stand before it.
    for (int word = 10; word < words.count(); word++) {
      if (words.first(word) == '"') {
        int close = b[words.end(word) - 1] == '"' ? words.end(word) - 1 : end;
        AccessRequest.read(b, words.start(word) + 1, close, draft);
        return;
      }
    }
  }

  /** {@code web/1: SSL handshake failure}. */
  private static void error(byte[] b, Tokens words, int end, Draft draft) {
    draft.parsed("haproxy-tcp");
    draft.severity(17);
    String place = words.text(0);
    int slash = place.indexOf('/');
    draft.attribute(
        "haproxy.frontend_name", place.substring(0, slash < 0 ? place.length() - 1 : slash));
    draft.event().setErrorMessage(Bytes.text(b, words.start(1), end));
  }

  private static boolean connect(Line line, Draft draft) {
    byte[] b = line.bytes();
    if (!Bytes.startsWith(b, line.from(), line.end(), CONNECT)) {
      return false;
    }
    Tokens words = Tokens.of(b, line.from() + CONNECT.length(), line.end(), 4);
    String place = words.text(3);
    if (words.count() < 4 || !words.is(1, "to") || !place.startsWith("(") || !place.endsWith(")")) {
      return false;
    }
    int slash = place.indexOf('/');
    if (slash < 0) {
      return false;
    }
    draft.parsed(place.endsWith("/HTTP)") ? "haproxy-http" : "haproxy-tcp");
    draft.event().setMessage(line.text(line.from()));
    draft.event().setClientIp(words.text(0));
    draft.severity(9);
    draft.attribute("haproxy.frontend_name", place.substring(1, slash));
    return true;
  }
}
