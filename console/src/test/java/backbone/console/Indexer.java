// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** The sink's own mapping, read as a file: sink and console agree on names, not on classes. */
  private static final Path MAPPING =
      Path.of(
          System.getProperty("backbone.root", ".."),
          "sinks/elasticsearch/src/main/resources/backbone/sink/elasticsearch/log-mapping.json");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  Indexer(String url) throws IOException, InterruptedException {
    this.url = url;
    ObjectNode template = MAPPER.createObjectNode();
    template.putArray("index_patterns").add("telemetry-logs-*");
    ObjectNode inner = template.putObject("template");
    inner.putObject("settings").put("index.number_of_shards", 1).put("refresh_interval", "200ms");
    inner.set("mappings", MAPPER.readTree(MAPPING.toFile()));
    send("PUT", "/_index_template/telemetry-logs", template.toString().getBytes(UTF_8), JSON);
  }

  void index(List<LogEvent> events) throws IOException, InterruptedException {
    StringBuilder bulk = new StringBuilder();
    for (LogEvent event : events) {
      String day = Instant.ofEpochSecond(event.getEventTimeUnixNano() / 1_000_000_000L).toString();
      bulk.append(
          "{\"index\":{\"_index\":\"telemetry-logs-%s-%s\",\"_id\":\"%s\"}}\n"
              .formatted(
                  event.getTeam(), day.substring(0, 10).replace('-', '.'), event.getOriginId()));
      bulk.append(new String(LogDocument.json(event), UTF_8)).append('\n');
    }
    byte[] body = bulk.toString().getBytes(UTF_8);
    JsonNode answer = send("POST", "/_bulk?refresh=true", body, "application/x-ndjson");
    if (answer.path("errors").asBoolean()) {
      throw new IllegalStateException("documents were refused: " + answer);
    }
  }

  void clear() throws IOException, InterruptedException {
    for (JsonNode index : send("GET", "/_cat/indices/telemetry-logs-*?format=json", null, "")) {
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
