// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.util.Locale;

/** The services of the shop, as their spans and lines name them. */
enum ShopService {
  AUTH(8081, "2.4.1"),
  PAYMENT(8082, "3.1.4"),
  ORDER(8083, "1.9.0"),
  INVENTORY(8084, "5.0.2");

  private final int port;
  private final String version;

  ShopService(int port, String version) {
    this.port = port;
    this.version = version;
  }

  /** For instance {@code auth-service}. */
  String label() {
    return name().toLowerCase(Locale.ROOT) + "-service";
  }

  int port() {
    return port;
  }

  String version() {
    return version;
  }
}
