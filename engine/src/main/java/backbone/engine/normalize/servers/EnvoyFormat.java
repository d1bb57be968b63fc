// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Access logs of Envoy and Istio: {@code [time] "GET /path HTTP/1.1" status flags ... received sent
 * duration upstream-time "forwarded-for" "agent" "request id" "authority" "upstream"}, times in
 * milliseconds. Istio puts details and the reason of a failed connection behind the flags, and its
 * cluster and addresses behind the upstream. The message is the whole line.
 */
public final class EnvoyFormat implements Format {

  private static final int WORDS_MAX = 22;

  private final TimeParser times;

  public EnvoyFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int quote = line.from() + 27;
    if (quote >= end || b[quote] != '"' || b[quote - 2] != ']') {
      return false;
    }
    if (!times.iso(b, line.from() + 1, end, line.zone()) || times.end() != quote - 2) {
      return false;
    }
    Tokens words = Tokens.of(b, quote, end, WORDS_MAX);
    long status = words.number(1);
    boolean istio = words.number(3) < 0;
    int bytes = istio ? 6 : 3;
    if (status < 0 || status > 599 || words.number(bytes) < 0 || words.number(bytes + 2) < 0) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("envoy");
    draft.event().setMessage(line.text(line.from()));
    request(b, words, (int) status, draft);
    words.attribute("envoy.response_flags", 2, draft);
    if (istio) {
      words.attribute("envoy.response_code_details", 3, draft);
      words.attribute("error.message", 5, draft);
    }
    rest(words, bytes, draft);
    if (istio) {
      istio(words, draft);
    }
    return true;
  }

  /** Status 0 is that of a connection without an answer, or without HTTP. */
  private static void request(byte[] b, Tokens words, int status, Draft draft) {
    AccessRequest.read(b, words.start(0) + 1, words.end(0) - 1, draft);
    if (status >= 100) {
      draft.event().setHttpStatusCode(status);
    }
    draft.severity(status >= 500 ? 17 : status >= 400 ? 13 : 9);
  }

  private static void rest(Tokens words, int bytes, Draft draft) {
    words.number("http.request.bytes", bytes, draft);
    words.number("http.response.bytes", bytes + 1, draft);
    draft.event().setDurationNano(words.number(bytes + 2) * 1_000_000);
    long upstream = words.number(bytes + 3);
    if (upstream >= 0) {
      draft.attribute("upstream.duration", upstream * 1_000_000);
    }
    AccessExtras.forwarded(words.text(bytes + 4), draft);
    draft.event().setUserAgent(words.text(bytes + 5));
    words.attribute("http.request.id", bytes + 6, draft);
    AccessRequest.domain(words.text(bytes + 7), draft);
    words.attribute("upstream.address", bytes + 8, draft);
  }

  /** {@code cluster local-of-upstream local remote server-name route}. */
  private static void istio(Tokens words, Draft draft) {
    words.attribute("upstream.name", 15, draft);
    String remote = words.text(18);
    if (remote != null) {
      draft.event().setClientIp(remote);
    }
    words.attribute("envoy.route_name", 20, draft);
  }
}
