// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
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
public record YamlNode(
    String text, List<YamlNode> items, Map<String, YamlNode> fields, int line, int column) {

  /** The whole text; null when it is empty, or when it is no YAML, which is then a problem. */
  public static YamlNode read(Reader text, YamlProblems problems) throws IOException {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      YamlNode root = parser.nextToken() == null ? null : node(parser);
      while (parser.nextToken() != null) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          refuse(parser, "a second document begins. Make it a file of its own.");
        }
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      int line = at == null ? 1 : at.getLineNr();
      int column = at == null ? 1 : at.getColumnNr();
      problems.add(line, column, "this is no YAML: " + firstLine(e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    return null;
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("").strip();
  }

  private static YamlNode node(YAMLParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    int column = parser.currentTokenLocation().getColumnNr();
    JsonToken token = parser.currentToken();
    if (parser.isCurrentAlias()) {
      refuse(parser, "*" + parser.getText() + " refers to another place. Write out what is there.");
    }
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

  /** The parser hands over the name of an alias as if it were the value. */
  private static void refuse(YAMLParser parser, String problem) {
    JsonLocation at = parser.currentTokenLocation();
    throw new IllegalArgumentException(at.getLineNr() + ":" + at.getColumnNr() + ": " + problem);
  }

  private static Map<String, YamlNode> fields(YAMLParser parser) throws IOException {
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
