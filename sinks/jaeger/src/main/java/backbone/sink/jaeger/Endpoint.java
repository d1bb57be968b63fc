// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

/** Where a server listens; an IPv6 address is in brackets, as in {@code [::1]:4317}. */
record Endpoint(String host, int port) {

  private static final int PORT_MAX = 65_535;

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Endpoint of(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    boolean plain = bracketed || (host.indexOf(':') < 0 && host.indexOf('/') < 0);
    if (host.isBlank() || !plain || host.indexOf('@') >= 0) {
      throw new IllegalArgumentException("not HOST:PORT");
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("no such port");
    }
    return new Endpoint(host, port);
  }

  boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
