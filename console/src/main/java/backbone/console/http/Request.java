// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One GET request.
 *
 * @param path decoded path
 * @param parameters decoded query parameters, in order, repeats kept
 */
public record Request(String path, Map<String, List<String>> parameters) {

  /**
   * Reads path and query of a request line.
   *
   * @throws IllegalArgumentException when an escape is broken
   */
  static Request of(URI uri) {
    String path = uri.getPath() == null ? "/" : uri.getPath();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters
            .computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
            .add(decode(pair.substring(equals + 1)));
      }
    }
    return new Request(path, parameters);
  }

  /** First value of a parameter, empty text when absent. */
  public String first(String name) {
    return all(name).isEmpty() ? "" : all(name).get(0);
  }

  /** All values of a parameter. */
  public List<String> all(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
