// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Prometheus as Grafana asks it. */
record PrometheusApi(String url) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long RANGE_SECONDS = 600;

  /** The largest number that a query has at any moment of the last minutes, or now; or none. */
  OptionalDouble most(String expr, boolean instant) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    String query = "query=" + encoded(expr);
    JsonNode data =
        instant
            ? get("/api/v1/query?" + query + "&time=" + now)
            : get(
                "/api/v1/query_range?"
                    + query
                    + "&step=1&start="
                    + (now - RANGE_SECONDS)
                    + "&end="
                    + now);
    OptionalDouble most = OptionalDouble.empty();
    for (JsonNode series : data.path("result")) {
      for (JsonNode pair : instant ? List.of(series.path("value")) : series.path("values")) {
        double value = Double.parseDouble(pair.path(1).asText("NaN").replace("Inf", "Infinity"));
        if (!Double.isNaN(value)) {
          most = OptionalDouble.of(Math.max(value, most.orElse(value)));
        }
      }
    }
    return most;
  }

  /** Values of a label of the series that a selector, or a name, reads. */
  List<String> labelValues(String selector, String label) throws IOException, InterruptedException {
    JsonNode data = get("/api/v1/label/" + label + "/values?match%5B%5D=" + encoded(selector));
    List<String> values = new ArrayList<>();
    data.forEach(value -> values.add(value.asText()));
    return values;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("Prometheus refuses " + path + ": " + answer.body());
    }
    return JSON.readTree(answer.body()).path("data");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
