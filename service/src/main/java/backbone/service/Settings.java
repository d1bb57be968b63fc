// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/**
 * The settings of one part, resolved once: flag over environment over file over default. A key
 * {@code shipper.poll.interval.ms} is the environment variable {@code SHIPPER_POLL_INTERVAL_MS},
 * and Kafka's {@code sasl.mechanism} is {@code KAFKA_SASL_MECHANISM}. A value may refer to one that
 * is kept elsewhere, {@code ${env:NAME}}, {@code ${file:/path.properties:key}} or {@code
 * ${directory:/path:name}}; the reference is shown to people, what it stands for never. Unknown
 * keys and all other problems are reported together, before any I/O of the part.
 */
public final class Settings {

  static final String KAFKA_PREFIX = "kafka.";

  /** Where a value comes from. */
  public enum Origin {
    FLAG,
    ENVIRONMENT,
    FILE,
    DEFAULT
  }

  /** One setting for people; {@code value} of a secret is {@code [hidden]}. */
  public record Entry(String key, String value, Origin origin, String documentation) {}

  private final ConfigDef def;
  private final Given given;
  private final Map<String, String> values;
  private final Masks masks;
  private final AbstractConfig config;

  private Settings(ConfigDef def, Given given, Map<String, String> values, Masks masks) {
    this.def = def;
    this.given = given;
    this.values = values;
    this.masks = masks;
    this.config = new AbstractConfig(def, values, false) {};
  }

  /**
   * Resolves the settings of a part.
   *
   * @param file YAML, or null for none
   * @throws SettingsException with every problem
   */
  public static Settings load(
      SettingsShape part, Path file, Map<String, String> environment, Map<String, String> flags) {
    Given given = Given.of(part, file, environment, flags);
    References references = new References(environment);
    Map<String, String> values = references.resolve(given.texts());
    List<String> problems = new ArrayList<>(references.problems());
    Masks masks = new Masks(part.all(), given.texts(), values, references.found());
    if (problems.isEmpty()) {
      problems.addAll(new SettingsCheck(part, given, masks).problems(values));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Settings(part.all(), given, values, masks);
  }

  /** Name of the environment variable of a key. */
  public static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  public String string(String key) {
    return def.configKeys().get(key).type() == ConfigDef.Type.PASSWORD
        ? config.getPassword(key).value()
        : config.getString(key);
  }

  public int integer(String key) {
    return config.getInt(key);
  }

  public long number(String key) {
    return config.getLong(key);
  }

  public boolean bool(String key) {
    return config.getBoolean(key);
  }

  /** A setting in milliseconds, be it declared INT or LONG. */
  public Duration millis(String key) {
    return Duration.ofMillis(((Number) config.values().get(key)).longValue());
  }

  public List<String> list(String key) {
    return config.getList(key);
  }

  /** All given settings below a prefix, the prefix removed, with secrets as plain text. */
  public Map<String, String> withPrefix(String prefix) {
    Map<String, String> below = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            below.put(key.substring(prefix.length()), value);
          }
        });
    return below;
  }

  /**
   * Settings of every Kafka client: all {@code kafka.*}, the prefix removed. A secret is a {@link
   * Password}, which clients take as they take a string, so that printing the map shows none.
   */
  public Map<String, Object> kafka() {
    Map<String, Object> kafka = new HashMap<>();
    withPrefix(KAFKA_PREFIX)
        .forEach(
            (name, value) ->
                kafka.put(name, KafkaNames.secret(name) ? new Password(value) : value));
    return kafka;
  }

  /** {@code key=value} for messages, the value as people may see it. */
  public String shown(String key) {
    ConfigDef.ConfigKey declared = def.configKeys().get(key);
    return key + "=" + (declared == null ? masks.shown(key) : value(declared));
  }

  /** The text with every reference again in the place of what it stands for, secrets hidden. */
  public String masked(String text) {
    return masks.masked(text);
  }

  /** Every setting with its value and where that comes from, sorted by key; secrets hidden. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (ConfigDef.ConfigKey key : new TreeMap<>(def.configKeys()).values()) {
      entries.add(new Entry(key.name, value(key), given.origin(key.name), key.documentation));
    }
    given.texts().keySet().stream()
        .filter(key -> !def.names().contains(key))
        .forEach(key -> entries.add(new Entry(key, masks.shown(key), given.origin(key), "")));
    return entries;
  }

  private String value(ConfigDef.ConfigKey key) {
    return masks.covered(key.name)
        ? masks.shown(key.name)
        : String.valueOf(config.values().get(key.name));
  }
}
