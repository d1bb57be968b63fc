// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which field of a document is made of which field of an Avro record: found by changing one field
 * of the record at a time and looking at what changes in the document.
 */
final class FieldSources {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FieldSources() {}

  /** Meanings of the document's fields, in the words of the record's fields. */
  static <T extends SpecificRecord> Map<String, String> meanings(
      Supplier<T> sample, Function<T, byte[]> document) throws IOException {
    Map<String, String> meanings = new TreeMap<>();
    Map<String, Integer> widths = new HashMap<>();
    JsonNode full = JSON.readTree(document.apply(sample.get()));
    for (Schema.Field field : sample.get().getSchema().getFields()) {
      T other = sample.get();
      other.put(field.pos(), changed(other.get(field.pos()), field.schema()));
      List<String> names = differences(full, JSON.readTree(document.apply(other)));
      for (String name : names) {
        // Of several, the one that changes the least else is what the field is about.
        if (names.size() < widths.getOrDefault(name, Integer.MAX_VALUE)) {
          widths.put(name, names.size());
          meanings.put(name, field.doc());
        }
      }
    }
    return meanings;
  }

  private static List<String> differences(JsonNode full, JsonNode changed) {
    List<String> names = new ArrayList<>();
    full.fieldNames()
        .forEachRemaining(
            name -> {
              if (!full.get(name).equals(changed.get(name))) {
                names.add(name);
              }
            });
    return names;
  }

  private static Object changed(Object value, Schema schema) {
    if (value instanceof List<?>) {
      return List.of();
    }
    if (value instanceof Long number) {
      return number + 1;
    }
    if (value instanceof Integer number) {
      return number + 1;
    }
    if (value instanceof Double number) {
      return number + 1;
    }
    if (value instanceof Boolean truth) {
      return !truth;
    }
    if (value instanceof CharSequence text) {
      return text + "x";
    }
    throw new IllegalStateException(schema + " has no sample. Set the field in Samples");
  }
}
