// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.service.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.isolation.Plugins;

/**
 * Asks the plug-ins themselves what they think of their settings, before anything is connected: the
 * same words that Connect would refuse them with.
 */
final class ConnectorCheck {

  /** Families of keys that only our sinks have; a key of them that no sink knows is misspelt. */
  private static final List<String> FAMILIES = List.of("elasticsearch.", "jaeger.", "registry.");

  private final WorkerProperties worker;
  private final Settings settings;

  ConnectorCheck(WorkerProperties worker, Settings settings) {
    this.worker = worker;
    this.settings = settings;
  }

  /**
   * One sentence for each fault, in terms of our settings.
   *
   * @param connectors settings by name, with secrets put in: one that is missing is a fault, too
   */
  List<String> problems(Map<String, Map<String, String>> connectors) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    List<String> problems = new ArrayList<>();
    try {
      Plugins plugins = new Plugins(worker.all());
      connectors.forEach((name, config) -> check(plugins, name, config, problems));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    return problems;
  }

  private void check(
      Plugins plugins, String name, Map<String, String> config, List<String> problems) {
    String type = config.get("connector.class");
    Connector connector;
    try {
      connector = plugins.newConnector(type);
    } catch (RuntimeException e) {
      problems.add(
          ConnectSettings.PLUGINS
              + "="
              + worker.all().getOrDefault("plugin.path", "")
              + " has no "
              + type
              + ". Name the folder that holds our plug-ins, or leave it empty.");
      return;
    }
    try (var loader = plugins.withClassLoader(connector.getClass().getClassLoader())) {
      for (String key : config.keySet()) {
        if (FAMILIES.stream().anyMatch(key::startsWith)
            && !connector.config().names().contains(key)) {
          problems.add(
              setting(name, key) + " is not a setting of " + name + ". Mend its spelling.");
        }
      }
      for (ConfigValue value : connector.validate(config).configValues()) {
        value.errorMessages().forEach(m -> problems.add(setting(name, value.name()) + ": " + m));
      }
    }
  }

  /** Where the value comes from. */
  private String setting(String connector, String key) {
    String own = ConnectSettings.CONNECTORS_PREFIX + connector + "." + key;
    return settings.withPrefix(own).containsKey("") ? own : "connect." + key;
  }
}
