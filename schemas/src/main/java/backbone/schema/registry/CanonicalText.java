// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The text of a schema as it is registered. Java's own hints ({@code avro.java.string}) are left
 * out: with them the same schema looks like another one to clients in other languages.
 */
public final class CanonicalText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CanonicalText() {}

  /** JSON of the schema, documentation kept, hints left out. */
  public static String of(Schema schema) {
    try {
      JsonNode tree = JSON.readTree(schema.toString());
      strip(tree);
      return new Schema.Parser().parse(tree.toString()).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("bug: Avro wrote a schema that is not JSON", e);
    }
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of("avro.java.string"));
    }
    node.forEach(CanonicalText::strip);
  }
}
