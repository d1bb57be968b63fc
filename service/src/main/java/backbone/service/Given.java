// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import backbone.service.Settings.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings as they are written, by key: flag over environment over file. References stand as they
 * are.
 */
final class Given {

  private final SettingsShape part;
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, Origin> origins = new TreeMap<>();

  private Given(SettingsShape part) {
    this.part = part;
  }

  static Given of(
      SettingsShape part, Path file, Map<String, String> environment, Map<String, String> flags) {
    Given given = new Given(part);
    if (file != null) {
      SettingsFile.read(file).forEach((key, text) -> given.put(key, text, Origin.FILE));
    }
    given.foldLists();
    given.take(environment);
    flags.forEach((key, text) -> given.put(key, text, Origin.FLAG));
    return given;
  }

  /** What each key says, sorted. */
  Map<String, String> texts() {
    return texts;
  }

  Origin origin(String key) {
    return origins.getOrDefault(key, Origin.DEFAULT);
  }

  private void put(String key, String text, Origin origin) {
    texts.put(key, text);
    origins.put(key, origin);
  }

  private void take(Map<String, String> environment) {
    Set<String> keys = new TreeSet<>(part.all().names());
    if (part.prefixes().contains(Settings.KAFKA_PREFIX)) {
      part.kafkaNames().forEach(name -> keys.add(Settings.KAFKA_PREFIX + name));
    }
    for (String key : keys) {
      String text = environment.get(Settings.variable(key));
      if (text != null) {
        put(key, text, Origin.ENVIRONMENT);
      }
    }
  }

  /** A YAML list under a declared key becomes the comma-separated form that ConfigDef reads. */
  private void foldLists() {
    for (ConfigDef.ConfigKey key : part.all().configKeys().values()) {
      if (key.type() == ConfigDef.Type.LIST && texts.containsKey(key.name + ".0")) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; texts.containsKey(key.name + "." + i); i++) {
          elements.add(texts.remove(key.name + "." + i));
          origins.remove(key.name + "." + i);
        }
        put(key.name, String.join(",", elements), Origin.FILE);
      }
    }
  }
}
