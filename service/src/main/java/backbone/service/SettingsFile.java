// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML file into dotted keys: {@code shipper.inputs.0.paths.0=/var/log/*.log}. */
final class SettingsFile {

  /** A region may be called {@code no}; only {@code true} and {@code false} are truth values. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .build())
          .build();

  private static final String REMEDY =
      ". Look there and above for a bracket, quote or colon that is missing or too many, and put"
          + " values with signs in quotes.";

  private SettingsFile() {}

  static Map<String, String> read(Path file) {
    try {
      Map<String, String> flat = new LinkedHashMap<>();
      JsonNode root = YAML.readTree(Files.readString(file));
      if (root != null && !root.isMissingNode() && !root.isNull()) {
        if (!root.isObject()) {
          throw new SettingsException(
              List.of(file + " is not a map of settings. Write it as `key: value` lines."));
        }
        flatten("", root, flat);
      }
      return flat;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // The parser's own words quote the line, which may hold a secret.
      throw new SettingsException(List.of(file + " is not YAML at " + place(e) + REMEDY));
    } catch (IOException e) {
      throw new SettingsException(
          List.of(file + " cannot be read. Give this user read access, or name another --config."));
    }
  }

  private static String place(com.fasterxml.jackson.core.JsonProcessingException e) {
    return e.getLocation() == null
        ? "an unknown place"
        : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties().forEach(e -> flatten(join(prefix, e.getKey()), e.getValue(), into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(join(prefix, Integer.toString(i)), node.get(i), into);
      }
    } else if (!node.isNull()) {
      into.put(prefix, node.asText());
    }
  }

  private static String join(String prefix, String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }
}
