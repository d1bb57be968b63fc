// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** Asks Elasticsearch what came from one service since a time, by arrival. */
final class ServiceQuestions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VALUES_MAX = 20;

  private final RestClient client;
  private final String service;
  private final Instant since;

  ServiceQuestions(RestClient client, String service, Instant since) {
    this.client = client;
    this.service = service;
    this.since = since;
  }

  /** Counts documents, in all and per value of each field. */
  JsonNode count(String indices, List<String> fields) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
    ObjectNode aggregations = body.putObject("aggs");
    for (String field : fields) {
      aggregations.putObject(field).putObject("terms").put("field", field).put("size", VALUES_MAX);
    }
    aggregations.putObject("traces").putObject("cardinality").put("field", "trace.id");
    aggregations.putObject("traced").putObject("value_count").put("field", "trace.id");
    return search(indices, body, null);
  }

  /** Spans counted before sampling. */
  long calls() throws IOException {
    ObjectNode body = JSON.createObjectNode().put("size", 0);
    body.putObject("aggs").putObject("calls").putObject("sum").put("field", "metric.count");
    return search("telemetry-metrics-*", body, "traces_span_metrics_calls_total")
        .at("/aggregations/calls/value")
        .asLong();
  }

  /** Times of the newest documents. */
  JsonNode newest(String indices, int size) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("size", size);
    body.putArray("sort").addObject().put("event.ingested", "desc");
    body.putArray("_source").add("@timestamp").add("event.ingested");
    return search(indices, body, null).at("/hits/hits");
  }

  static long total(JsonNode answer) {
    return answer.at("/hits/total/value").asLong();
  }

  static long traces(JsonNode answer) {
    return answer.at("/aggregations/traces/value").asLong();
  }

  static long traced(JsonNode answer) {
    return answer.at("/aggregations/traced/value").asLong();
  }

  static Map<String, Long> buckets(JsonNode answer, String field) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode bucket : answer.path("aggregations").path(field).path("buckets")) {
      counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
    }
    return counts;
  }

  private JsonNode search(String indices, ObjectNode body, String metric) throws IOException {
    var filter = body.putObject("query").putObject("bool").putArray("filter");
    filter.addObject().putObject("term").put("service.name", service);
    String time = metric == null ? "event.ingested" : "@timestamp";
    filter.addObject().putObject("range").putObject(time).put("gte", since.toString());
    if (metric != null) {
      filter.addObject().putObject("term").put("metric.name", metric);
    }
    Request request = new Request("POST", "/" + indices + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.setJsonEntity(body.toString());
    try (var answer = client.performRequest(request).getEntity().getContent()) {
      return JSON.readTree(answer);
    }
  }
}
