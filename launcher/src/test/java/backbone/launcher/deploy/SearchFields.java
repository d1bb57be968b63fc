// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The fields of an index pattern, as the sink maps them, and those that a search names.
 *
 * @param types mapping by field, {@code object} for one that cannot be searched
 */
record SearchFields(String pattern, Map<String, String> types) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A field before its value, or the field that must be there, in Lucene's syntax and in KQL. */
  private static final Pattern NAMED =
      Pattern.compile("_exists_:([\\w.@]+)|(?<![\\w.@\"])([A-Za-z@][\\w.@]*)\\s*(?::|[<>]=?)");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  static SearchFields of(String pattern) {
    String signal = pattern.replaceAll("telemetry-(\\w+?)s?-\\*", "$1");
    String resource = "/backbone/sink/elasticsearch/" + signal + "-mapping.json";
    Map<String, String> types = new TreeMap<>();
    try (InputStream mapping = SearchFields.class.getResourceAsStream(resource)) {
      for (Map.Entry<String, JsonNode> field :
          JSON.readTree(mapping).path("properties").properties()) {
        types.put(field.getKey(), field.getValue().path("type").asText("object"));
        field
            .getValue()
            .path("fields")
            .fieldNames()
            .forEachRemaining(more -> types.put(field.getKey() + "." + more, "keyword"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
    return new SearchFields(pattern, types);
  }

  /** Whether it is a field, or a key below one that is flattened. */
  boolean contains(String field) {
    return types.containsKey(field)
        || types.entrySet().stream()
            .anyMatch(f -> f.getValue().equals("flattened") && field.startsWith(f.getKey() + "."));
  }

  /** Whether values can be counted by it: text has no such order. */
  boolean aggregates(String field) {
    return contains(field) && !Set.of("text", "object").contains(types.getOrDefault(field, ""));
  }

  /** The fields that a query names. */
  static Set<String> named(String query) {
    Set<String> fields = new LinkedHashSet<>();
    NAMED
        .matcher(QUOTED.matcher(query).replaceAll("\"\""))
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .filter(field -> !field.equals("_exists_"))
        .forEach(fields::add);
    return fields;
  }
}
