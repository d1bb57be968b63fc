// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.TargetFault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.elasticsearch.client.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index template of one signal. Installed when it is missing, older, or of this version with
 * other settings; a newer one is left alone, and so is one that a person changed without touching
 * {@code _meta}.
 */
final class IndexTemplate {

  private static final Logger log = LoggerFactory.getLogger(IndexTemplate.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRIORITY = 200;

  /** Settings of new indices; {@code refreshMs} is how long a document stays unsearchable. */
  record Settings(int shards, int replicas, long refreshMs) {}

  private final String name;
  private final int version;
  private final ObjectNode body;
  private final String fingerprint;

  IndexTemplate(String prefix, Signal signal, Settings settings) {
    name = prefix + "-" + signal.word();
    version = signal.mappingVersion();
    fingerprint = settings.toString();
    body = body(settings, mapping(signal.mapping()));
  }

  /**
   * Installs it unless that is not needed.
   *
   * @throws TargetFault when Elasticsearch does not answer or refuses
   */
  void install(ElasticsearchHttp http) throws TargetFault {
    ElasticsearchHttp.Answer found = http.send(new Request("GET", path()));
    if (found.status() != 404 && !found.ok()) {
      throw fault("Reading the index template " + name, found);
    }
    if (found.ok() && !outdated(found.body())) {
      return;
    }
    Request put = new Request("PUT", path());
    put.setJsonEntity(body.toString());
    ElasticsearchHttp.Answer answer = http.send(put);
    if (!answer.ok()) {
      throw fault("Installing the index template " + name, answer);
    }
    log.info("Installed the index template. name={} version={}", name, version);
  }

  private String path() {
    return "/_index_template/" + name;
  }

  private boolean outdated(byte[] found) throws TargetFault {
    try {
      JsonNode template = JSON.readTree(found).at("/index_templates/0/index_template");
      int there = template.path("version").asInt(0);
      String settings = template.at("/_meta/settings").asText("");
      return there < version || (there == version && !settings.equals(fingerprint));
    } catch (IOException e) {
      throw TargetFault.passing("the index template " + name + " cannot be read as JSON");
    }
  }

  private static TargetFault fault(String what, ElasticsearchHttp.Answer answer) {
    return ErrorTable.request(what, answer.status(), BulkAnswer.errorType(answer.body()));
  }

  private ObjectNode body(Settings settings, JsonNode mapping) {
    ObjectNode made = JSON.createObjectNode();
    made.putArray("index_patterns").add(name + "-*");
    made.put("priority", PRIORITY).put("version", version);
    made.putObject("_meta").put("managed_by", "telemetry-backbone").put("settings", fingerprint);
    ObjectNode template = made.putObject("template");
    template
        .putObject("settings")
        .put("index.number_of_shards", settings.shards())
        .put("index.number_of_replicas", settings.replicas())
        .put("index.refresh_interval", settings.refreshMs() + "ms")
        .put("index.mapping.ignore_malformed", true)
        .put("index.mapping.total_fields.ignore_dynamic_beyond_limit", true);
    template.set("mappings", mapping);
    return made;
  }

  private static JsonNode mapping(String resource) {
    try (InputStream file = IndexTemplate.class.getResourceAsStream(resource)) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException("bug: " + resource + " is not in the jar", e);
    }
  }
}
