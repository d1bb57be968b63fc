// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.envelopes;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner;
import backbone.engine.normalize.text.JsonValues;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * What Logstash writes where no codec is set: {@code <time> <host> <message>}, the host as a word,
 * as JSON, or as {@code %{host}} where the event has none.
 *
 * <p>Many programs write a time and some word, so a word is only taken for a host when the time is
 * exactly Logstash's and the word is built as names of machines are, with a digit and a dash or a
 * dot in it, or when a line of a known layout follows it.
 */
public final class LogstashFormat implements Format {

  private static final String FORMAT = "logstash";
  private static final String NO_HOST = "%{host} ";
  private static final int HOST_BYTES_MAX = 1024;

  private final TimeParser times;
  private final Payload payload;
  private final JsonScanner scanner = new JsonScanner();

  public LogstashFormat(TimeParser times, Payload payload) {
    this.times = times;
    this.payload = payload;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int host = timeEnd(b, line.from(), end) + 1;
    if (host == 0 || !times.iso(b, line.from(), end, line.zone()) || times.end() != host - 1) {
      return false;
    }
    int hostEnd = hostEnd(b, host, end);
    if (hostEnd < 0 || hostEnd + 1 >= end) {
      return false;
    }
    long nanos = times.nanos();
    boolean sure = b[host] == '{' || b[host] == '%' || isMachine(b, host, hostEnd);
    Payload.Text text = new Payload.Text(b, hostEnd + 1, line.to(), null);
    boolean known =
        sure ? payload.take(line, text, FORMAT, draft) : payload.takeKnown(line, text, draft);
    if (!known) {
      return false;
    }
    if (!draft.timed()) {
      draft.time(nanos);
    }
    host(b, host, hostEnd, draft);
    draft.agent(FORMAT);
    return true;
  }

  /**
   * End of a time in UTC with three, six or nine digits of a fraction and a blank behind, or -1.
   */
  private static int timeEnd(byte[] b, int from, int to) {
    if (to - from < 26 || b[from + 10] != 'T' || b[from + 19] != '.') {
      return -1;
    }
    int end = Bytes.digitsEnd(b, from + 20, to);
    boolean form = (end - from - 20) % 3 == 0 && end + 1 < to && b[end] == 'Z' && b[end + 1] == ' ';
    return form ? end + 1 : -1;
  }

  private static int hostEnd(byte[] b, int host, int end) {
    if (b[host] == '{') {
      int close = JsonScanner.close(b, host, Math.min(end, host + HOST_BYTES_MAX));
      return close > 0 && close < end && b[close] == ' ' ? close : -1;
    }
    if (Bytes.startsWith(b, host, end, NO_HOST)) {
      return host + NO_HOST.length() - 1;
    }
    int at = host;
    while (at < end && isHostPart(b[at])) {
      at++;
    }
    return at > host && at < end && b[at] == ' ' && at - host <= 255 ? at : -1;
  }

  private static boolean isMachine(byte[] b, int from, int to) {
    boolean digit = false;
    boolean joint = false;
    for (int at = from; at < to; at++) {
      digit |= isDigit(b[at]);
      joint |= b[at] == '-' || b[at] == '.';
    }
    boolean thread =
        Bytes.indexOf(b, from, to, "thread") >= 0 || Bytes.indexOf(b, from, to, "exec-") >= 0;
    return digit && joint && isLetter(b[from]) && !thread;
  }

  private void host(byte[] b, int from, int to, Draft draft) {
    if (draft.event().getHostName() != null || b[from] == '%') {
      return;
    }
    if (b[from] != '{') {
      draft.event().setHostName(Bytes.text(b, from, to));
      return;
    }
    scanner.read(
        b,
        from,
        to,
        (kind, start, stop) -> {
          String key = new String(scanner.path(), 0, scanner.pathLength(), UTF_8);
          if (key.equals("name") || (key.equals("hostname") && noHost(draft))) {
            draft.event().setHostName(JsonValues.text(b, kind, start, stop));
          }
        });
  }

  private static boolean noHost(Draft draft) {
    return draft.event().getHostName() == null;
  }

  private static boolean isHostPart(int c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_';
  }
}
