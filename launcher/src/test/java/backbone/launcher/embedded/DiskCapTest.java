// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiskCapTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String stats;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(exchange.getRequestMethod() + " " + path);
          byte[] body = (path.contains("_stats") ? stats : "{}").getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void enforce(long budget) throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (DiskCap cap = new DiskCap(url, budget, line -> {})) {
      cap.enforce();
    }
  }

  private static String stats(long bytes, long live, long deleted, int merges) {
    return """
        {"_all":{"total":{"store":{"size_in_bytes":%d},"docs":{"count":%d,"deleted":%d},
         "merges":{"current":%d}}}}
        """
        .formatted(bytes, live, deleted, merges);
  }

  @Test
  void removesNothingMore_whileWhatWasRemovedIsBeingMergedAway() throws IOException {
    stats = stats(200, 40, 60, 1);

    enforce(100);

    assertThat(asked).containsExactly("GET /telemetry-*/_stats/store,docs,merge");
  }

  @Test
  void mergesOnly_whenWhatWasRemovedStillTakesTheSpace() throws IOException {
    stats = stats(200, 40, 60, 0);

    enforce(100);

    assertThat(asked).hasSize(2).last().isEqualTo("POST /telemetry-*/_forcemerge");
  }

  @Test
  void looksForTheOldest_whenDocumentsOutgrowTheirShare() throws IOException {
    stats = stats(200, 100, 0, 0);

    enforce(100);

    assertThat(asked).contains("POST /telemetry-*/_search");
  }
}
