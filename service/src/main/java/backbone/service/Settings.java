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
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of one part, resolved once: flag over environment over file over default. A key
 * {@code shipper.poll.interval.ms} is the environment variable {@code SHIPPER_POLL_INTERVAL_MS}.
 * Unknown keys and all other problems are reported together, before any I/O of the part.
 */
public final class Settings {

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
  private final Map<String, String> given;
  private final Map<String, Origin> origins;
  private final AbstractConfig config;

  private Settings(ConfigDef def, Map<String, String> given, Map<String, Origin> origins) {
    this.def = def;
    this.given = given;
    this.origins = origins;
    this.config = new AbstractConfig(def, given, false) {};
  }

  /**
   * Resolves the settings of a part.
   *
   * @param file YAML, or null for none
   * @throws SettingsException with every problem
   */
  public static Settings load(
      SettingsShape part, Path file, Map<String, String> environment, Map<String, String> flags) {
    Map<String, String> fromFile = file == null ? Map.of() : SettingsFile.read(file);
    Map<String, String> given = new HashMap<>();
    Map<String, Origin> origins = new TreeMap<>();
    fromFile.forEach((k, v) -> put(given, origins, k, v, Origin.FILE));
    foldLists(part.config(), given, origins);
    for (String key : part.config().names()) {
      String value = environment.get(variable(key));
      if (value != null) {
        put(given, origins, key, value, Origin.ENVIRONMENT);
      }
    }
    flags.forEach((k, v) -> put(given, origins, k, v, Origin.FLAG));
    List<String> problems = problems(part, given, origins);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Settings(part.config(), given, origins);
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

  /** All given settings below a prefix, the prefix removed. */
  public Map<String, String> withPrefix(String prefix) {
    Map<String, String> below = new TreeMap<>();
    given.forEach(
        (k, v) -> {
          if (k.startsWith(prefix)) {
            below.put(k.substring(prefix.length()), v);
          }
        });
    return below;
  }

  /** Settings of every Kafka client: all {@code kafka.*}, the prefix removed. */
  public Map<String, Object> kafka() {
    return new HashMap<>(withPrefix("kafka."));
  }

  /** Every setting with its value and where that comes from, sorted by key; secrets hidden. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (ConfigDef.ConfigKey key : new TreeMap<>(def.configKeys()).values()) {
      boolean secret = key.type() == ConfigDef.Type.PASSWORD;
      String value = secret ? "[hidden]" : String.valueOf(config.values().get(key.name));
      entries.add(
          new Entry(
              key.name, value, origins.getOrDefault(key.name, Origin.DEFAULT), key.documentation));
    }
    given.keySet().stream()
        .filter(key -> !def.names().contains(key))
        .sorted()
        .forEach(key -> entries.add(openEntry(key)));
    return entries;
  }

  private Entry openEntry(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    boolean secret =
        lower.contains("password") || lower.contains("secret") || lower.contains("jaas");
    return new Entry(key, secret ? "[hidden]" : given.get(key), origins.get(key), "");
  }

  private static void put(
      Map<String, String> given, Map<String, Origin> origins, String k, String v, Origin o) {
    given.put(k, v);
    origins.put(k, o);
  }

  /** A YAML list under a declared key becomes the comma-separated form that ConfigDef reads. */
  private static void foldLists(
      ConfigDef def, Map<String, String> given, Map<String, Origin> origins) {
    for (ConfigDef.ConfigKey key : def.configKeys().values()) {
      if (key.type() == ConfigDef.Type.LIST && given.containsKey(key.name + ".0")) {
        List<String> values = new ArrayList<>();
        for (int i = 0; given.containsKey(key.name + "." + i); i++) {
          values.add(given.remove(key.name + "." + i));
          origins.remove(key.name + "." + i);
        }
        put(given, origins, key.name, String.join(",", values), Origin.FILE);
      }
    }
  }

  private static List<String> problems(
      SettingsShape part, Map<String, String> given, Map<String, Origin> origins) {
    List<String> problems = new ArrayList<>();
    Set<String> prefixes = part.prefixes();
    for (String key : new TreeMap<>(given).keySet()) {
      boolean known =
          part.config().names().contains(key) || prefixes.stream().anyMatch(key::startsWith);
      if (!known) {
        problems.add(
            key
                + " is not a setting of "
                + part.name()
                + " ("
                + origins.get(key).name().toLowerCase(Locale.ROOT)
                + "). Remove it or mend its spelling; `./backbone config "
                + part.name()
                + "` lists all.");
      }
    }
    for (ConfigDef.ConfigKey key : part.config().configKeys().values()) {
      problem(key, given.get(key.name)).ifPresent(problems::add);
    }
    return problems;
  }

  private static java.util.Optional<String> problem(ConfigDef.ConfigKey key, String value) {
    try {
      if (value == null && !key.hasDefault()) {
        return java.util.Optional.of(
            key.name + " is not set and has no default. " + key.documentation);
      }
      Object parsed =
          value == null ? key.defaultValue : ConfigDef.parseType(key.name, value, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(key.name, parsed);
      }
      return java.util.Optional.empty();
    } catch (ConfigException e) {
      return java.util.Optional.of(e.getMessage() + ". " + key.documentation);
    }
  }
}
