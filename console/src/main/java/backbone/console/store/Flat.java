// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Documents name their fields with dots or with objects in objects; here always with dots. */
public final class Flat {

  private Flat() {}

  /** The same values under dotted names; arrays stay as they are. */
  public static ObjectNode of(JsonNode document) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    add("", document, fields);
    return fields;
  }

  private static void add(String prefix, JsonNode node, ObjectNode fields) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = prefix + field.getKey();
      if (field.getValue().isObject() && !field.getValue().isEmpty()) {
        add(name + ".", field.getValue(), fields);
      } else {
        fields.set(name, field.getValue());
      }
    }
  }
}
