// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A host as the node exporter shows it, whose CPU and disk are as a test sets them. */
final class HostFigures implements AutoCloseable {

  private static final long DISK_BYTES = 100_000_000_000L;
  private static final String DISK = "{device=\"/dev/sda1\",fstype=\"ext4\",mountpoint=\"/data\"} ";

  private final HttpServer server;
  private double busy;
  private double full;
  private double idleSeconds;
  private double busySeconds;
  private long sinceNanos = System.nanoTime();

  /** A host whose figures are shares of 1. */
  HostFigures(double busy, double full) throws IOException {
    this.busy = busy;
    this.full = full;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            byte[] body = text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /** From now on. */
  synchronized void set(double busy, double full) {
    pass();
    this.busy = busy;
    this.full = full;
  }

  private void pass() {
    long now = System.nanoTime();
    double seconds = (now - sinceNanos) / 1e9;
    idleSeconds += seconds * (1 - busy);
    busySeconds += seconds * busy;
    sinceNanos = now;
  }

  private synchronized String text() {
    pass();
    return "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} "
        + idleSeconds
        + "\nnode_cpu_seconds_total{cpu=\"0\",mode=\"user\"} "
        + busySeconds
        + "\nnode_filesystem_size_bytes"
        + DISK
        + DISK_BYTES
        + "\nnode_filesystem_avail_bytes"
        + DISK
        + (1 - full) * DISK_BYTES
        + "\nnode_filesystem_readonly"
        + DISK
        + "0\n";
  }

  /** {@code HOST:PORT}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
