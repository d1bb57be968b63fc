// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Decimals;

/**
 * What administrators and other servers put behind the agent of an access log line: nginx's ingress
 * and Traefik by their forms, else the address that was forwarded and times by their keys.
 */
final class AccessExtras {

  private static final int WORDS_MAX = 24;
  private static final int FORWARDED_CHARS_MAX = 512;

  private AccessExtras() {}

  /** Reads what follows; keeps all of it as one attribute where its form is not known. */
  static void read(byte[] b, int from, int end, Draft draft) {
    if (from >= end) {
      return;
    }
    Tokens words = Tokens.of(b, from, end, WORDS_MAX);
    if (isIngress(b, words)) {
      ingress(b, words, draft);
      return;
    }
    if (isTraefik(b, words)) {
      traefik(b, words, draft);
      return;
    }
    String text = Bytes.text(b, from, end);
    if (!text.equals("\"-\"")) {
      draft.attribute("access.extra", text);
    }
    if (words.first(0) == '"') {
      forwarded(words.text(0), draft);
    }
    times(b, words, draft);
  }

  /** Keeps a list of addresses, as proxies write it. */
  static void forwarded(String text, Draft draft) {
    if (text == null || text.length() > FORWARDED_CHARS_MAX) {
      return;
    }
    boolean joint = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      joint |= c == '.' || c == ':';
      boolean part = Character.digit(c, 16) >= 0 || c == '.' || c == ':' || c == ',' || c == ' ';
      if (!part) {
        return;
      }
    }
    if (joint) {
      draft.attribute("http.request.header.x-forwarded-for", text);
    }
  }

  /** {@code length seconds [service] [other service] address bytes seconds status id}. */
  private static boolean isIngress(byte[] b, Tokens words) {
    return words.count() >= 8
        && words.first(2) == '['
        && words.number(0) >= 0
        && seconds(b, words, 1) >= 0;
  }

  private static void ingress(byte[] b, Tokens words, Draft draft) {
    draft.event().setParseFormat("nginx-ingress");
    words.number("http.request.bytes", 0, draft);
    draft.event().setDurationNano(seconds(b, words, 1));
    words.attribute("upstream.name", 2, draft);
    boolean other = words.first(3) == '[';
    int address = other ? 4 : 3;
    if (other) {
      words.attribute("upstream.alternative_name", 3, draft);
    }
    int last = words.count() - 1;
    if (last - address == 4) {
      words.attribute("upstream.address", address, draft);
      words.number("upstream.response.bytes", address + 1, draft);
      upstream(seconds(b, words, address + 2), draft);
      words.number("upstream.status_code", address + 3, draft);
    } else {
      // Several were tried; their lists are separated by commas and blanks.
      draft.attribute(
          "upstream.attempts", Bytes.text(b, words.start(address), words.end(last - 1)));
    }
    words.attribute("http.request.id", last, draft);
  }

  /** {@code 12 "router@docker" "http://192.0.2.1:80" 3ms}. */
  private static boolean isTraefik(byte[] b, Tokens words) {
    return words.count() == 4
        && words.number(0) >= 0
        && words.first(1) == '"'
        && words.first(2) == '"'
        && Bytes.startsWith(b, words.end(3) - 2, words.end(3), "ms")
        && Bytes.number(b, words.start(3), words.end(3) - 2) >= 0;
  }

  private static void traefik(byte[] b, Tokens words, Draft draft) {
    draft.event().setParseFormat("traefik");
    long millis = Bytes.number(b, words.start(3), words.end(3) - 2);
    draft.event().setDurationNano(Math.min(millis, Integer.MAX_VALUE) * Decimals.MILLI);
    words.attribute("upstream.name", 1, draft);
    words.attribute("upstream.address", 2, draft);
  }

  private static void times(byte[] b, Tokens words, Draft draft) {
    boolean timed = false;
    for (int word = 0; word < words.count(); word++) {
      int from = words.start(word);
      int to = words.end(word);
      if (b[from] == 'u') {
        pair(b, from, to, draft);
      } else if (!timed && b[from] != '"') {
        timed = AccessRequest.duration(b, from, to, draft);
      }
    }
  }

  /** {@code urt="0.001"}, {@code upstream_addr=192.0.2.1:80} and their kin. */
  private static void pair(byte[] b, int from, int to, Draft draft) {
    int equals = Bytes.indexOf(b, from, to, '=');
    if (equals < 0) {
      return;
    }
    boolean quoted = to - equals > 2 && b[equals + 1] == '"' && b[to - 1] == '"';
    int value = quoted ? equals + 2 : equals + 1;
    int end = quoted ? to - 1 : to;
    switch (Bytes.text(b, from, equals)) {
      case "urt", "upstream_response_time" ->
          upstream(Decimals.nanos(b, value, end, Decimals.SECOND), draft);
      case "upstream_addr", "upstream" -> {
        if (end > value + 1) {
          draft.attribute("upstream.address", Bytes.text(b, value, end));
        }
      }
      default -> {
        // The rest stays in the attribute of all that follows.
      }
    }
  }

  private static void upstream(long nanos, Draft draft) {
    if (nanos >= 0) {
      draft.attribute("upstream.duration", nanos);
    }
  }

  private static long seconds(byte[] b, Tokens words, int word) {
    return Decimals.nanos(b, words.start(word), words.end(word), Decimals.SECOND);
  }
}
