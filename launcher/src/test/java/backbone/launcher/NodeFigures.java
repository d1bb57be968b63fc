// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A host as the node exporter shows it, with set figures: two cores of which one works, and a disk
 * that is nearly full and fills by 1 MB a second.
 */
final class NodeFigures implements AutoCloseable {

  private static final long GB = 1_000_000_000;
  private static final long MB = 1_000_000;
  private static final String DISK = "{device=\"/dev/sda1\",fstype=\"ext4\",mountpoint=\"/data\"} ";

  private final long begunNanos = System.nanoTime();
  private final HttpServer server;

  NodeFigures() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = text().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** HOST:PORT. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** All figures as a scrape gives them. */
  String text() {
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    long moved = (long) (seconds * MB);
    return String.join(
        "\n",
        "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} " + seconds,
        "node_cpu_seconds_total{cpu=\"0\",mode=\"user\"} 0",
        "node_cpu_seconds_total{cpu=\"1\",mode=\"idle\"} 0",
        "node_cpu_seconds_total{cpu=\"1\",mode=\"user\"} " + seconds,
        "node_load1 1.5",
        "node_memory_MemTotal_bytes " + 8 * GB,
        "node_memory_MemAvailable_bytes " + 3 * GB,
        "node_filesystem_size_bytes" + DISK + 100 * GB,
        "node_filesystem_avail_bytes" + DISK + (5 * GB - moved),
        "node_filesystem_readonly" + DISK + 0,
        "node_disk_read_bytes_total{device=\"sda\"} " + moved,
        "node_disk_written_bytes_total{device=\"sda\"} " + moved,
        "node_disk_io_time_seconds_total{device=\"sda\"} " + seconds / 2,
        "node_network_receive_bytes_total{device=\"eth0\"} " + moved,
        "node_network_transmit_bytes_total{device=\"eth0\"} " + moved,
        "");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
