// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One look at a page of metrics, as Prometheus takes it.
 *
 * @param seconds until the last byte was read
 * @param series lines with a value
 * @param calls sum of the calls of all spans
 */
record Scrape(double seconds, long series, double calls) {

  private static final String CALLS = "traces_span_metrics_calls_total{";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Looks once. */
  static Scrape of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .header("Accept", "application/openmetrics-text; version=1.0.0")
            .timeout(LIMIT)
            .build();
    long begun = System.nanoTime();
    byte[] page = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    double seconds = (System.nanoTime() - begun) / 1e9;
    long series = 0;
    double calls = 0;
    for (String line : new String(page, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        series++;
        calls += line.startsWith(CALLS) ? value(line) : 0;
      }
    }
    return new Scrape(seconds, series, calls);
  }

  /** The number behind the labels; an exemplar may follow. */
  private static double value(String line) {
    int exemplar = line.indexOf(" # ");
    String sample = exemplar < 0 ? line : line.substring(0, exemplar);
    return Double.parseDouble(sample.substring(sample.lastIndexOf('}') + 2).split(" ", -1)[0]);
  }
}
