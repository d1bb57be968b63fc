// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of YAML that knows where it stands, so that mistakes can be pointed at.
 *
 * @param text a scalar as written; null for a map, a list and nothing
 * @param items of a list; null for all else
 * @param fields of a map; null for all else
 * @param line counted from 1
 * @param column counted from 1
 */
record YamlNode(
    String text, List<YamlNode> items, Map<String, YamlNode> fields, int line, int column) {

  /** The whole text; null when it is empty. Syntax errors carry their own place. */
  static YamlNode read(Reader text) throws IOException {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      return parser.nextToken() == null ? null : node(parser);
    }
  }

  private static YamlNode node(JsonParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    int column = parser.currentTokenLocation().getColumnNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return new YamlNode(null, null, fields(parser), line, column);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser));
      }
      return new YamlNode(null, items, null, line, column);
    }
    String scalar = token == JsonToken.VALUE_NULL ? null : parser.getText();
    return new YamlNode(scalar, null, null, line, column);
  }

  private static Map<String, YamlNode> fields(JsonParser parser) throws IOException {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      int column = parser.currentTokenLocation().getColumnNr();
      parser.nextToken();
      YamlNode value = node(parser);
      YamlNode keyed = new YamlNode(value.text, value.items, value.fields, line, column);
      if (fields.put(key, keyed) != null) {
        throw new IllegalArgumentException(
            line + ":" + column + ": the key '" + key + "' stands twice. Remove one.");
      }
    }
    return fields;
  }
}
