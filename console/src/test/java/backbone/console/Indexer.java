// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import backbone.schema.otlp.SpanDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Puts events into a real Elasticsearch as the sink does: the same ids, documents and indices. */
final class Indexer {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String JSON = "application/json";

  /** The sink's own mappings, read as files: sink and console agree on names, not on classes. */
  private static final Path MAPPINGS =
      Path.of(
          System.getProperty("backbone.root", ".."),
          "sinks/elasticsearch/src/main/resources/backbone/sink/elasticsearch");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  Indexer(String url) throws IOException, InterruptedException {
    this.url = url;
    for (String signal : List.of("log", "span", "metric")) {
      ObjectNode template = MAPPER.createObjectNode();
      template.putArray("index_patterns").add("telemetry-" + signal + "s-*");
      ObjectNode inner = template.putObject("template");
      inner.putObject("settings").put("index.number_of_shards", 1).put("refresh_interval", "200ms");
      inner.set("mappings", MAPPER.readTree(MAPPINGS.resolve(signal + "-mapping.json").toFile()));
      byte[] body = template.toString().getBytes(UTF_8);
      send("PUT", "/_index_template/telemetry-" + signal + "s", body, JSON);
    }
  }

  void index(List<LogEvent> events) throws IOException, InterruptedException {
    StringBuilder bulk = new StringBuilder();
    for (LogEvent event : events) {
      String index = "telemetry-logs-" + event.getTeam() + "-" + day(event.getEventTimeUnixNano());
      add(bulk, index, event.getOriginId(), LogDocument.json(event));
    }
    bulk(bulk);
  }

  void spans(List<TracesData> traces) throws IOException, InterruptedException {
    StringBuilder bulk = new StringBuilder();
    for (TracesData trace : traces) {
      for (SpanDocument span : SpanDocument.of(trace, 0)) {
        String index = "telemetry-spans-" + span.team() + "-" + day(span.startUnixNano());
        add(bulk, index, span.id(), span.json());
      }
    }
    bulk(bulk);
  }

  void minutes(List<ObjectNode> minutes) throws IOException, InterruptedException {
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < minutes.size(); i++) {
      String day = minutes.get(i).path("@timestamp").asText().substring(0, 10).replace('-', '.');
      byte[] json = minutes.get(i).toString().getBytes(UTF_8);
      add(bulk, "telemetry-metrics-" + day, "minute-" + i, json);
    }
    bulk(bulk);
  }

  private static void add(StringBuilder bulk, String index, String id, byte[] json) {
    bulk.append("{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n".formatted(index, id));
    bulk.append(new String(json, UTF_8)).append('\n');
  }

  private static String day(long unixNano) {
    Instant time = Instant.ofEpochSecond(unixNano / 1_000_000_000L);
    return time.toString().substring(0, 10).replace('-', '.');
  }

  private void bulk(StringBuilder bulk) throws IOException, InterruptedException {
    byte[] body = bulk.toString().getBytes(UTF_8);
    JsonNode answer = send("POST", "/_bulk?refresh=true", body, "application/x-ndjson");
    if (answer.path("errors").asBoolean()) {
      throw new IllegalStateException("documents were refused: " + answer);
    }
  }

  /** Removes everything that was indexed. */
  void clear() throws IOException, InterruptedException {
    for (JsonNode index : send("GET", "/_cat/indices/telemetry-*?format=json", null, "")) {
      send("DELETE", "/" + index.path("index").asText(), null, "");
    }
  }

  private JsonNode send(String method, String path, byte[] body, String type)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", type);
      request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    }
    var response = http.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(new String(response.body(), UTF_8));
    }
    return MAPPER.readTree(response.body());
  }
}
