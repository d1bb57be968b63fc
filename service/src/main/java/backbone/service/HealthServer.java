// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code GET /metrics} in OpenMetrics and {@code GET /health} as JSON. */
public final class HealthServer implements AutoCloseable {

  private static final int THREADS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

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
  public static HealthServer start(
      String address, PrometheusRegistry metrics, Supplier<Health> health) throws IOException {
    InetSocketAddress socket = socket(address);
    if (socket.isUnresolved()) {
      throw new IOException(address + " names no host of this machine. Set one that does");
    }
    HealthServer served = new HealthServer(HttpServer.create(socket, 16));
    served.server.createContext("/metrics", exchange -> served.metrics(exchange, metrics));
    served.server.createContext("/health", exchange -> served.health(exchange, health.get()));
    served.server.setExecutor(served.threads);
    served.server.start();
    return served;
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

  private void health(HttpExchange exchange, Health health) throws IOException {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("state", health.state().name().toLowerCase(Locale.ROOT));
    answer.put("detail", health.detail());
    answer.put("facts", health.facts());
    int status = health.state() == Health.State.HEALTHY ? 200 : 503;
    byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    respond(exchange, status, "application/json", body);
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
