// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A registry on loopback that knows one id, for codecs that are measured without servers. */
final class OneSchema implements AutoCloseable {

  private static final byte[] ANSWER = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  private OneSchema(HttpServer server) {
    this.server = server;
  }

  static OneSchema start() throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(free, 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
          }
        });
    server.start();
    return new OneSchema(server);
  }

  RegistryClient client() {
    int port = server.getAddress().getPort();
    return new RegistryClient(RegistryConfig.of("http://127.0.0.1:" + port));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
