// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

/**
 * A request as spans name it.
 *
 * @param method such as {@code POST}
 * @param route path with place-holders, such as {@code /api/stock/{item}}
 * @param path as it was called
 */
record Http(String method, String route, String path) {

  static Http of(String method, String path) {
    return new Http(method, path, path);
  }

  /** Name of the span: method and route. */
  String name() {
    return method + " " + route;
  }
}
