// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns away what no page of ours sends, before anything else looks at the request. */
final class Guard {

  static final int URI_CHARS_MAX = 16_384;

  private final Set<String> hosts;

  /** Answers to the loopback names with this port only, which defeats DNS rebinding. */
  Guard(int port) {
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
  }

  /** The refusal, or empty when the request may pass. */
  Optional<Reply> refuse(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    if (!ownHost(headers.getOrDefault("Host", List.of()))) {
      return Optional.of(
          Reply.text(
              421, "This server answers only as 127.0.0.1, localhost or [::1] on its port."));
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return Optional.of(Reply.text(405, "Only GET is allowed: the console changes nothing."));
    }
    if ("cross-site".equals(headers.getFirst("Sec-Fetch-Site"))
        && !"navigate".equals(headers.getFirst("Sec-Fetch-Mode"))) {
      return Optional.of(Reply.text(403, "Other sites may link here but not read from here."));
    }
    if (exchange.getRequestURI().toString().length() > URI_CHARS_MAX) {
      return Optional.of(Reply.text(414, "The address is longer than 16384 characters."));
    }
    return hasBody(headers)
        ? Optional.of(Reply.text(413, "A GET request has no body here."))
        : Optional.empty();
  }

  boolean ownHost(List<String> values) {
    return values.size() == 1 && hosts.contains(values.get(0).toLowerCase(Locale.ROOT));
  }

  private static boolean hasBody(Headers headers) {
    String length = headers.getFirst("Content-Length");
    return headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }
}
