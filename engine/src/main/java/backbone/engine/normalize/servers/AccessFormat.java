// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Access logs of Apache and nginx, common and combined, with whatever follows: {@code host ident
 * user [time] "request" status bytes "referrer" "agent" ...}. The message is the whole line.
 */
public final class AccessFormat implements Format {

  private static final int HOST_BYTES_MAX = 256;
  private static final int PRELUDE_BYTES_MAX = 512;

  private final TimeParser times;

  public AccessFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int host = Bytes.tokenEnd(b, line.from(), Math.min(end, line.from() + HOST_BYTES_MAX));
    int limit = Math.min(end, line.from() + PRELUDE_BYTES_MAX);
    int bracket = Bytes.indexOf(b, host, limit, '[');
    if (bracket < 0 || !times.clf(b, bracket + 1, end, line.zone())) {
      return false;
    }
    long nanos = times.nanos();
    int quote = skipBlanks(b, times.end() + 1, end);
    if (times.end() >= end || b[times.end()] != ']' || quote >= end || b[quote] != '"') {
      return false;
    }
    int request = quoteEnd(b, quote, end);
    int status = skipBlanks(b, request + 1, end);
    long code = Bytes.number(b, status, Math.min(status + 3, end));
    if (request < 0 || code < 100 || code > 599) {
      return false;
    }
    draft.time(nanos);
    draft.parsed("access");
    draft.event().setMessage(line.text(line.from()));
    draft.event().setHttpStatusCode((int) code);
    draft.severity(code >= 500 ? 17 : code >= 400 ? 13 : 9);
    client(b, line.from(), host, bracket, draft);
    AccessRequest.read(b, quote + 1, request, draft);
    rest(b, status + 3, end, draft);
    return true;
  }

  /** Takes {@code [vhost] client ident user}; a virtual host shows by a fourth word. */
  private static void client(byte[] b, int from, int hostEnd, int bracket, Draft draft) {
    int[] starts = new int[4];
    int[] ends = new int[4];
    int words = 0;
    for (int at = from; at < bracket && words < 4; at = skipBlanks(b, ends[words - 1], bracket)) {
      starts[words] = at;
      ends[words++] = Bytes.tokenEnd(b, at, bracket);
    }
    boolean virtual = words == 4 && Bytes.indexOf(b, from, hostEnd, ':') > 0 && b[starts[2]] == '-';
    int client = virtual ? 1 : 0;
    draft.event().setClientIp(Bytes.text(b, starts[client], ends[client]));
    if (virtual) {
      AccessRequest.domain(Bytes.text(b, from, hostEnd), draft);
    }
    if (words > client + 2) {
      int user = starts[client + 2];
      int userEnd = Bytes.trimEnd(b, user, bracket);
      if (userEnd - user > 1 || b[user] != '-') {
        draft.attribute("user.name", Bytes.text(b, user, userEnd));
      }
    }
  }

  private static void rest(byte[] b, int from, int end, Draft draft) {
    int at = skipBlanks(b, from, end);
    int size = Bytes.tokenEnd(b, at, end);
    long bytes = Bytes.number(b, at, size);
    if (bytes >= 0) {
      draft.attribute("http.response.bytes", bytes);
      at = size;
    } else if (at < end && b[at] == '-') {
      at = size;
    }
    int referrer = skipBlanks(b, at, end);
    int referrerEnd = quoteEnd(b, referrer, end);
    int agent = referrerEnd < 0 ? end : skipBlanks(b, referrerEnd + 1, end);
    int agentEnd = quoteEnd(b, agent, end);
    if (agentEnd > 0) {
      String sent = quoted(b, referrer, referrerEnd);
      if (sent != null) {
        draft.attribute("http.request.referrer", sent);
      }
      draft.event().setUserAgent(quoted(b, agent, agentEnd));
      referrer = skipBlanks(b, agentEnd + 1, end);
    }
    AccessExtras.read(b, referrer, end, draft);
  }

  /** Text between quotes, or null for {@code "-"} and {@code ""}. */
  private static String quoted(byte[] b, int quote, int close) {
    boolean none = close == quote + 1 || (close == quote + 2 && b[quote + 1] == '-');
    return none ? null : Bytes.text(b, quote + 1, close);
  }

  /** Position of the quote that closes the one at a position; backslashes escape; -1 for none. */
  private static int quoteEnd(byte[] b, int quote, int end) {
    if (quote >= end || b[quote] != '"') {
      return -1;
    }
    for (int at = quote + 1; at < end; at++) {
      if (b[at] == '\\') {
        at++;
      } else if (b[at] == '"' && (at + 1 == end || isBlank(b[at + 1]))) {
        return at;
      }
    }
    return -1;
  }
}
