// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Elasticsearch as Grafana asks it: documents of a time, or numbers nested by groups. */
record SearchApi(String url) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TIME = "@timestamp";
  private static final long RANGE_MS = 3_600_000;

  /** Whether a query has a document, or a group with a number. */
  boolean has(String index, String query, JsonNode target)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    var filter = body.putObject("query").putObject("bool").putArray("filter");
    long now = System.currentTimeMillis();
    ObjectNode range = filter.addObject().putObject("range").putObject(TIME);
    range.put("gte", now - RANGE_MS).put("lte", now).put("format", "epoch_millis");
    ObjectNode text = filter.addObject().putObject("query_string");
    text.put("query", query).put("analyze_wildcard", true);
    boolean documents = target.path("bucketAggs").isEmpty();
    body.put("size", documents ? 10 : 0);
    if (!documents) {
      aggregations(body, target);
    }
    JsonNode answer = search(index, body);
    return documents
        ? !answer.at("/hits/hits").isEmpty()
        : groups(answer.path("aggregations"), target);
  }

  JsonNode search(String index, ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/" + index + "/_search?ignore_unavailable=true"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("Elasticsearch refuses " + body + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private static void aggregations(ObjectNode body, JsonNode target) {
    ObjectNode at = body;
    for (JsonNode group : target.path("bucketAggs")) {
      at = at.putObject("aggs").putObject(group.path("id").asText());
      ObjectNode of = at.putObject(group.path("type").asText());
      of.put("field", group.path("field").asText());
      if (group.path("type").asText().equals("date_histogram")) {
        String interval = group.at("/settings/interval").asText("auto");
        of.put("fixed_interval", interval.equals("auto") ? "15s" : interval);
      } else {
        of.put("size", group.at("/settings/size").asInt(10));
      }
    }
    for (JsonNode metric : target.path("metrics")) {
      if (metric.has("field")) {
        ObjectNode aggs = at.has("aggs") ? (ObjectNode) at.get("aggs") : at.putObject("aggs");
        aggs.putObject(metric.path("id").asText())
            .putObject(metric.path("type").asText())
            .put("field", metric.path("field").asText());
      }
    }
  }

  private static boolean groups(JsonNode answer, JsonNode target) {
    JsonNode at = answer;
    for (JsonNode group : target.path("bucketAggs")) {
      JsonNode first = null;
      for (JsonNode bucket : at.path(group.path("id").asText()).path("buckets")) {
        first = first == null && bucket.path("doc_count").asLong() > 0 ? bucket : first;
      }
      if (first == null) {
        return false;
      }
      at = first;
    }
    for (JsonNode metric : target.path("metrics")) {
      if (metric.has("field") && !at.path(metric.path("id").asText()).path("value").isNumber()) {
        return false;
      }
    }
    return true;
  }
}
