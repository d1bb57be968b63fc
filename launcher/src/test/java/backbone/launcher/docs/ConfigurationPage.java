// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static backbone.launcher.docs.Markdown.literal;

import backbone.service.Settings;
import backbone.service.SettingsShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Every setting of every part and connector, from their ConfigDefs. */
final class ConfigurationPage {

  private static final List<String> HEAD =
      List.of("Setting and environment variable", "Type", "Default", "Allowed", "What it does");
  private static final List<String> CONNECTOR_HEAD =
      List.of("Setting", "Type", "Default", "Allowed", "What it does");

  private final List<? extends SettingsShape> parts;
  private final List<Connector> connectors;

  /** Settings of a connector, which come as JSON or from the part {@code connect}. */
  record Connector(String name, ConfigDef config) {}

  ConfigurationPage(List<? extends SettingsShape> parts, List<Connector> connectors) {
    this.parts = parts;
    this.connectors = connectors;
  }

  String text() {
    Markdown page = new Markdown("Configuration");
    page.say(
        "Each part reads its settings once, at start, and tells all that is wrong with them"
            + " together. `./backbone config PART` prints every setting with its value and where"
            + " that comes from.");
    OpenKeys.general().forEach(page::say);
    for (SettingsShape part : parts) {
      page.heading(literal(part.name())).say(OpenKeys.of(part.name()));
      page.table(HEAD, rows(part.all(), true));
      for (String prefix : new TreeSet<>(part.prefixes())) {
        page.say(OpenKeys.family(prefix));
      }
    }
    page.heading("Connectors").say(OpenKeys.connectors());
    for (Connector connector : connectors) {
      page.part(literal(connector.name())).table(CONNECTOR_HEAD, rows(connector.config(), false));
    }
    return page.toString();
  }

  private static List<List<String>> rows(ConfigDef config, boolean variables) {
    List<List<String>> rows = new ArrayList<>();
    for (ConfigKey key : new TreeMap<>(config.configKeys()).values()) {
      String variable = variables ? "<br>" + literal(Settings.variable(key.name)) : "";
      rows.add(
          List.of(
              literal(key.name) + variable,
              key.type().name().toLowerCase(Locale.ROOT),
              value(key),
              allowed(key),
              key.documentation));
    }
    return rows;
  }

  private static String value(ConfigKey key) {
    if (!key.hasDefault()) {
      return "none: must be set";
    }
    if (key.type() == ConfigDef.Type.PASSWORD || String.valueOf(key.defaultValue).isEmpty()) {
      return "empty";
    }
    String value =
        key.defaultValue instanceof List<?> list
            ? String.join(",", list.stream().map(String::valueOf).toList())
            : String.valueOf(key.defaultValue);
    return value.isEmpty() ? "empty" : literal(value);
  }

  /** A range as {@code [1,...,64]} says it; any other validator by its own words, if it has any. */
  private static String allowed(ConfigKey key) {
    if (key.type() == ConfigDef.Type.BOOLEAN) {
      return "`true`, `false`";
    }
    if (key.validator == null) {
      return "";
    }
    String said = key.validator.toString();
    if (key.validator instanceof ConfigDef.Range) {
      String[] ends = said.substring(1, said.length() - 1).split(",\\.\\.\\.,?", -1);
      return ends[1].isEmpty() || ends[1].equals(Long.toString(Long.MAX_VALUE))
          ? ends[0] + " or more"
          : ends[0] + " to " + ends[1];
    }
    if (key.validator instanceof ConfigDef.NonEmptyString) {
      return "not empty";
    }
    return said.contains("@") || said.contains("$$Lambda") ? "" : said;
  }
}
