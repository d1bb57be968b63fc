// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;

/** What the headers of an HTTP request say. */
record RequestHead(Headers headers) {

  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  /** In lower case, without parameters; empty when there is none. */
  String mediaType() {
    String given = headers.getFirst("Content-Type");
    if (given == null) {
      return "";
    }
    int parameters = given.indexOf(';');
    return (parameters < 0 ? given : given.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  boolean isJson() {
    return mediaType().equals(JSON);
  }

  /** In lower case; empty when there is none. */
  String encoding() {
    String given = headers.getFirst("Content-Encoding");
    return given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
  }

  /** All values; there should be one at most. */
  List<String> authorization() {
    return headers.getOrDefault("Authorization", List.of());
  }

  /** Whether a proxy may take another end of the body for true than this server does. */
  boolean isOfDoubtfulLength() {
    int lengths = headers.getOrDefault("Content-Length", List.of()).size();
    int codings = headers.getOrDefault("Transfer-Encoding", List.of()).size();
    return lengths + codings > 1;
  }
}
