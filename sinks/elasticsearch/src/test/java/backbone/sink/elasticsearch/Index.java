// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What is in Elasticsearch, asked over plain HTTP. */
final class Index {

  static final int MANY = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  Index(String url) {
    this.url = url;
  }

  JsonNode send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Offsets in the file of documents from {@code first} on, sorted. */
  List<Integer> offsets(long first, int count) {
    send("POST", "/telemetry-logs-*/_refresh", "");
    String query =
        """
        {"size": %d, "_source": false, "track_total_hits": true, "sort": ["log.offset"],
         "query": {"range": {"log.offset": {"gte": %d, "lt": %d}}}}
        """;
    JsonNode answer =
        send(
            "POST",
            "/telemetry-logs-*/_search?ignore_unavailable=true",
            query.formatted(MANY, first, first + count));
    List<Integer> offsets = new ArrayList<>();
    answer.at("/hits/hits").forEach(hit -> offsets.add(hit.at("/sort/0").asInt()));
    return offsets;
  }

  /** Number of hits of a query. */
  int hits(String query) {
    send("POST", "/telemetry-logs-*/_refresh", "");
    JsonNode answer =
        send(
            "POST",
            "/telemetry-logs-*/_search",
            "{\"size\":0,\"track_total_hits\":true,\"query\":" + query + "}");
    return answer.at("/hits/total/value").asInt(-1);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    send("GET", "/telemetry-logs-*/_settings", "").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
