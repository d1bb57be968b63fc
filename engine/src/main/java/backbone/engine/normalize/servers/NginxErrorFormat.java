// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * nginx's error log: {@code 2024/01/02 10:11:12 [error] 12#34: *56 text, client: 192.0.2.1, server:
 * shop, request: "GET / HTTP/1.1", upstream: "http://h/", host: "h", referrer: "r"}. What nginx
 * says of the request stays in the message, too.
 */
final class NginxErrorFormat implements Format {

  private static final String CLIENT = ", client: ";

  private final TimeParser times;

  NginxErrorFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int level = line.from() + 21;
    int close = level < end && b[level - 1] == '[' ? Bytes.indexOf(b, level, end, ']') : -1;
    int severity = close < 0 ? 0 : Levels.severity(b, level, close);
    int pid = close + 2;
    int hash = severity == 0 || pid >= end ? -1 : Bytes.digitsEnd(b, pid, end);
    if (hash <= pid || hash >= end || b[hash] != '#') {
      return false;
    }
    int thread = Bytes.digitsEnd(b, hash + 1, end);
    boolean closed = startsWith(b, thread, end, ": ");
    if (!closed || !times.iso(b, line.from(), end, line.zone()) || times.end() != level - 2) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("nginx-error");
    draft.severity(severity);
    number("process.pid", Bytes.number(b, pid, hash), draft);
    number("process.thread.id", Bytes.number(b, hash + 1, thread), draft);
    int text = thread + 2;
    int connection = text < end && b[text] == '*' ? Bytes.digitsEnd(b, text + 1, end) : -1;
    if (connection > text + 1 && connection < end && b[connection] == ' ') {
      number("nginx.error.connection_id", Bytes.number(b, text + 1, connection), draft);
      text = connection + 1;
    }
    draft.event().setMessage(line.text(text));
    int client = client(b, text, end);
    if (client > 0) {
      request(b, client + 2, end, draft);
    }
    return true;
  }

  /** Takes {@code key: value, key: "value"}. */
  private static void request(byte[] b, int from, int end, Draft draft) {
    int at = from;
    while (at < end) {
      int colon = Bytes.indexOf(b, at, end, ':');
      if (colon < 0 || colon + 2 > end || Bytes.indexOf(b, at, colon, ' ') >= 0) {
        return;
      }
      int value = colon + 2;
      boolean quoted = value < end && b[value] == '"';
      int close = quoted ? quoteEnd(b, value + 1, end) : comma(b, value, end);
      if (close < 0) {
        return;
      }
      field(Bytes.text(b, at, colon), b, quoted ? value + 1 : value, close, draft);
      int next = quoted ? close + 1 : close;
      at = next + 2;
    }
  }

  private static void field(String key, byte[] b, int from, int to, Draft draft) {
    if (from >= to) {
      return;
    }
    String value = Bytes.text(b, from, to);
    switch (key) {
      case "client" -> draft.event().setClientIp(value);
      case "request" -> AccessRequest.read(b, from, to, draft);
      case "server" -> draft.attribute("nginx.server", value);
      case "upstream" -> draft.attribute("upstream.address", value);
      case "host" -> AccessRequest.domain(value, draft);
      case "referrer" -> draft.attribute("http.request.referrer", value);
      default -> {
        // Other keys stay in the message only.
      }
    }
  }

  private static int comma(byte[] b, int from, int end) {
    int at = Bytes.indexOf(b, from, end, ',');
    return at < 0 ? end : at;
  }

  private static int quoteEnd(byte[] b, int from, int end) {
    for (int at = from; at < end; at++) {
      if (b[at] == '"' && (at + 1 == end || startsWith(b, at + 1, end, ", "))) {
        return at;
      }
    }
    return -1;
  }

  /** Outside quotes only, as what a client sent can hold the same words. */
  private static int client(byte[] b, int from, int end) {
    boolean quoted = false;
    for (int at = from; at < end; at++) {
      if (b[at] == '"') {
        quoted = !quoted;
      } else if (b[at] == ',' && !quoted && startsWith(b, at, end, CLIENT)) {
        return at;
      }
    }
    return -1;
  }

  private static void number(String key, long value, Draft draft) {
    if (value >= 0) {
      draft.attribute(key, value);
    }
  }
}
