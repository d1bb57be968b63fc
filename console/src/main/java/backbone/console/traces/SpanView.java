// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.console.store.Flat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** One span with everything that it carries. */
final class SpanView {

  private static final List<String> GROUPS = List.of("attributes", "resource");

  private SpanView() {}

  /** Fields, and apart from them attributes, resource, events and links. */
  static ObjectNode of(JsonNode hit) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("id", hit.path("_id").asText()).put("index", hit.path("_index").asText());
    ObjectNode fields = view.putObject("fields");
    GROUPS.forEach(view::putObject);
    view.putArray("events");
    view.putArray("links");
    for (Map.Entry<String, JsonNode> field : Flat.of(hit.path("_source")).properties()) {
      place(view, fields, field);
    }
    return view;
  }

  private static void place(ObjectNode view, ObjectNode fields, Map.Entry<String, JsonNode> field) {
    String name = field.getKey();
    for (String group : GROUPS) {
      if (name.startsWith(group + ".")) {
        ((ObjectNode) view.path(group)).set(name.substring(group.length() + 1), field.getValue());
        return;
      }
    }
    switch (name) {
      case "span.events" -> view.set("events", field.getValue());
      case "span.links" -> view.set("links", field.getValue());
      default -> fields.set(name, field.getValue());
    }
  }
}
