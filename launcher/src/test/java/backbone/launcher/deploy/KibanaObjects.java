// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kibana's saved objects: data views, searches, pictures of Lens and a dashboard.
 *
 * @param byKey by type, a slash, and id
 */
record KibanaObjects(Map<String, JsonNode> byKey) {

  static final String FILE = "deploy/kibana/views.ndjson";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LAYER = "indexpattern-datasource-layer-";

  /**
   * What a search or a picture asks Elasticsearch for.
   *
   * @param where the object's title
   * @param index pattern of its data view
   * @param kql the query in Kibana's language
   * @param fields by which documents are shown, sorted or counted
   * @param groups those of them by which documents are counted, in their order
   */
  record Question(
      String where, String index, String kql, List<String> fields, List<String> groups) {}

  static KibanaObjects of(Deployment deployment) {
    Map<String, JsonNode> byKey = new LinkedHashMap<>();
    for (String line : deployment.text(FILE).lines().toList()) {
      JsonNode object = json(line);
      String key = object.path("type").asText() + "/" + object.path("id").asText();
      if (byKey.put(key, object) != null) {
        throw new IllegalStateException(key + " is there twice");
      }
    }
    return new KibanaObjects(byKey);
  }

  /** JSON in a text, of which there is much. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
  }

  List<JsonNode> ofType(String type) {
    return byKey.values().stream().filter(o -> o.path("type").asText().equals(type)).toList();
  }

  /** The object that a reference of a name leads to; missing when there is none. */
  JsonNode referred(JsonNode object, String name) {
    for (JsonNode reference : object.path("references")) {
      if (reference.path("name").asText().equals(name)) {
        String key = reference.path("type").asText() + "/" + reference.path("id").asText();
        return byKey.getOrDefault(key, JSON.missingNode());
      }
    }
    return JSON.missingNode();
  }

  List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    ofType("search").forEach(search -> questions.add(search(search)));
    ofType("lens").forEach(lens -> questions.add(lens(lens)));
    return questions;
  }

  private Question search(JsonNode search) {
    JsonNode attributes = search.path("attributes");
    JsonNode source = json(attributes.at("/kibanaSavedObjectMeta/searchSourceJSON").asText());
    List<String> fields = new ArrayList<>();
    attributes.path("columns").forEach(column -> fields.add(column.asText()));
    attributes.path("sort").forEach(sort -> fields.add(sort.path(0).asText()));
    JsonNode view = referred(search, source.path("indexRefName").asText());
    return question(attributes, view, source.path("query"), fields, List.of());
  }

  private Question lens(JsonNode lens) {
    JsonNode state = lens.at("/attributes/state");
    JsonNode layers = state.at("/datasourceStates/formBased/layers");
    String layer = layers.fieldNames().next();
    List<String> groups = new ArrayList<>();
    for (JsonNode id : layers.path(layer).path("columnOrder")) {
      JsonNode column = layers.path(layer).path("columns").path(id.asText());
      if (column.path("isBucketed").asBoolean()) {
        groups.add(column.path("sourceField").asText());
      }
    }
    JsonNode view = referred(lens, LAYER + layer);
    return question(lens.path("attributes"), view, state.path("query"), groups, groups);
  }

  private static Question question(
      JsonNode attributes,
      JsonNode view,
      JsonNode query,
      List<String> fields,
      List<String> groups) {
    return new Question(
        attributes.path("title").asText(),
        view.at("/attributes/title").asText(),
        query.path("query").asText(),
        fields,
        groups);
  }
}
