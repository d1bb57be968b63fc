// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Finds everything that is wrong with the settings of a part, before any I/O of the part. */
final class SettingsCheck {

  private final SettingsShape part;
  private final Given given;
  private final Masks masks;

  SettingsCheck(SettingsShape part, Given given, Masks masks) {
    this.part = part;
    this.given = given;
    this.masks = masks;
  }

  /** One sentence for each problem. */
  List<String> problems(Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    Set<String> prefixes = part.prefixes();
    for (String key : given.texts().keySet()) {
      boolean open = prefixes.stream().anyMatch(key::startsWith);
      if (!open && !part.all().names().contains(key)) {
        problems.add(unknown(key));
      }
    }
    for (ConfigDef.ConfigKey key : part.all().configKeys().values()) {
      problem(key, values.get(key.name)).ifPresent(problems::add);
    }
    return problems;
  }

  private String unknown(String key) {
    return key
        + " is not a setting of "
        + part.name()
        + " ("
        + given.origin(key).name().toLowerCase(Locale.ROOT)
        + "). Remove it or mend its spelling; `./backbone config "
        + part.name()
        + "` lists all.";
  }

  private Optional<String> problem(ConfigDef.ConfigKey key, String value) {
    try {
      if (value == null && !key.hasDefault()) {
        return Optional.of(key.name + " is not set and has no default. " + key.documentation);
      }
      Object parsed =
          value == null ? key.defaultValue : ConfigDef.parseType(key.name, value, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(key.name, parsed);
      }
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of(unfit(key, e));
    }
  }

  /** Kafka's sentence holds the value; of a covered one only its form is told. */
  private String unfit(ConfigDef.ConfigKey key, ConfigException e) {
    if (!masks.covered(key.name)) {
      return e.getMessage() + ". " + key.documentation;
    }
    String form = key.type + (key.validator == null ? "" : " " + key.validator);
    return key.name
        + "="
        + masks.shown(key.name)
        + " stands for a value that does not fit: "
        + form
        + ". "
        + key.documentation;
  }
}
