// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Optional;

/** Turns away what no page of ours sends, before anything else looks at the request. */
final class Guard {

  static final int URI_CHARS_MAX = 16_384;

  private final HostNames hosts;

  Guard(HostNames hosts) {
    this.hosts = hosts;
  }

  /** The refusal, or empty when the request may pass. Probes come under any name. */
  Optional<Reply> refuse(HttpExchange exchange, boolean probe) {
    Headers headers = exchange.getRequestHeaders();
    if (!probe && !hosts.own(headers.getOrDefault("Host", List.of()))) {
      return Optional.of(
          Reply.text(
              421,
              "This server answers only as localhost, 127.0.0.1 or [::1] on its port, and under"
                  + " the names in console.hosts."));
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

  /** Several lengths, too: a proxy may believe another one than this server does. */
  private static boolean hasBody(Headers headers) {
    List<String> lengths = headers.getOrDefault("Content-Length", List.of());
    return headers.containsKey("Transfer-Encoding")
        || lengths.size() > 1
        || (lengths.size() == 1 && !lengths.get(0).equals("0"));
  }
}
