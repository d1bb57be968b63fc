// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A resource as fields of a document: those with a name of their own, and the rest as one map. */
final class ResourceFields {

  /** Attribute of the resource, and its field. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "service.name", "service.name",
          "service.version", "service.version",
          "service.instance.id", "service.node.name",
          "host.name", "host.name",
          "container.id", "container.id",
          "env", "labels.env",
          "region", "labels.region",
          "team", "labels.team",
          "sampling.policy", "sampling.policy",
          "sampling.threshold", "sampling.threshold");

  private final Map<String, String> known = new LinkedHashMap<>();
  private final List<KeyValue> rest = new ArrayList<>();

  ResourceFields(Resource resource) {
    known.put("labels.env", "");
    known.put("labels.region", "");
    known.put("labels.team", "default");
    List<String> seen = new ArrayList<>();
    for (KeyValue attribute : resource.getAttributesList()) {
      String field = FIELDS.get(attribute.getKey());
      if (field == null) {
        rest.add(attribute);
      } else if (!seen.contains(field)) {
        seen.add(field);
        known.put(field, AnyJson.text(attribute.getValue()));
      }
    }
  }

  String team() {
    return known.get("labels.team");
  }

  String service() {
    return known.getOrDefault("service.name", "");
  }

  void write(JsonGenerator json) throws IOException {
    for (Map.Entry<String, String> field : known.entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    AttributeJson.field("resource", rest, json);
  }
}
