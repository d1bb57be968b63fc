// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code GET /metrics} in the form that is asked for, text, OpenMetrics or protobuf, and
 * {@code /health}, {@code /ready} and {@code /live} as JSON; see {@link Probes} for when each is
 * 200.
 */
public final class HealthServer implements AutoCloseable {

  /** One more than scrapers and people take, so that a probe never waits for them. */
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, HealthServer::daemon);
  private final ExpositionFormats formats = ExpositionFormats.init();

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param address {@code host:port}
   * @throws IllegalArgumentException when the address is none
   * @throws IOException when the port is taken or the host is not of this machine
   */
  public static HealthServer start(String address, PrometheusRegistry metrics, Probes probes)
      throws IOException {
    InetSocketAddress socket = socket(address);
    if (socket.isUnresolved()) {
      throw new IOException(address + " names no host of this machine. Set one that does");
    }
    HealthServer served = new HealthServer(HttpServer.create(socket, 16));
    served.server.createContext("/metrics", exchange -> served.metrics(exchange, metrics));
    served.server.createContext("/health", exchange -> probe(exchange, probes.asHealth()));
    served.server.createContext("/ready", exchange -> probe(exchange, probes.asReady()));
    served.server.createContext("/live", exchange -> probe(exchange, probes.asLive()));
    served.server.setExecutor(served.threads);
    served.server.start();
    return served;
  }

  /** The same for what is never stuck and never stops, such as in a test. */
  public static HealthServer start(
      String address, PrometheusRegistry metrics, Supplier<Health> health) throws IOException {
    return start(address, metrics, new Probes(health, Optional::empty, () -> false));
  }

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalArgumentException when it is none; the message is for people
   */
  public static InetSocketAddress socket(String address) {
    int colon = address.lastIndexOf(':');
    try {
      if (colon > 0) {
        int port = Integer.parseInt(address.substring(colon + 1));
        return new InetSocketAddress(address.substring(0, colon), port);
      }
    } catch (IllegalArgumentException e) {
      // Not a number, or not one of a port: told below as any other address that is none.
    }
    throw new IllegalArgumentException(
        address + " is no address. Write it as host:port, such as 127.0.0.1:9464");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void metrics(HttpExchange exchange, PrometheusRegistry metrics) throws IOException {
    var writer = formats.findWriter(exchange.getRequestHeaders().getFirst("Accept"));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, metrics.scrape());
    respond(exchange, 200, writer.getContentType(), body.toByteArray());
  }

  private static void probe(HttpExchange exchange, Probes.Answer answer) throws IOException {
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    respond(exchange, answer.status(), "application/json", body);
  }

  private static void respond(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "health-server");
    thread.setDaemon(true);
    return thread;
  }
}
