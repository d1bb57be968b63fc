// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScrapeTest {

  private static final String PAGE =
      """
      # TYPE traces_span_metrics_calls counter
      traces_span_metrics_calls_total{span_name="GET {id}"} 40 1700000000.1
      traces_span_metrics_calls_total{span_name="PUT"} 2.0 # {trace_id="ab"} 1.0 1700000000
      telemetry_lag_seconds{job="derive-metrics"} 7
      # EOF
      """;

  @Test
  void countsLinesAndCalls() throws Exception {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    server.start();
    try {
      Scrape scrape = Scrape.of(server.getAddress().getPort());

      assertThat(scrape.series()).isEqualTo(3);
      assertThat(scrape.calls()).isEqualTo(42);
    } finally {
      server.stop(0);
    }
  }
}
