// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static backbone.launcher.connect.ConnectSettings.CHECK_MS;
import static backbone.launcher.connect.ConnectSettings.CONNECTORS_PREFIX;
import static backbone.launcher.connect.ConnectSettings.ELASTICSEARCH_PREFIX;
import static backbone.launcher.connect.ConnectSettings.JAEGER_ENDPOINT;
import static backbone.launcher.connect.ConnectSettings.JAEGER_PREFIX;
import static backbone.launcher.connect.ConnectSettings.PREFIX;
import static backbone.launcher.connect.ConnectSettings.REGISTRY_PREFIX;
import static backbone.launcher.connect.ConnectSettings.REPLICATION;
import static backbone.launcher.connect.ConnectSettings.REST_ADDRESS;
import static backbone.launcher.connect.ConnectSettings.REST_PLAINTEXT;
import static backbone.launcher.connect.ConnectSettings.TASKS;

import backbone.service.HealthServer;
import backbone.service.RegistryAccess;
import backbone.service.Settings;
import backbone.service.SettingsException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Settings of the part, read once.
 *
 * @param worker settings of Connect's worker; they hold secrets
 * @param connectors settings by name, secrets as references
 * @param unwanted connectors that may be there from earlier settings and are removed
 * @param rest where this process reaches the worker's REST interface
 * @param checkInterval between two looks at the connectors
 */
record ConnectConfig(
    WorkerProperties worker,
    Map<String, Map<String, String>> connectors,
    List<String> unwanted,
    String rest,
    Duration checkInterval) {

  /**
   * Reads the settings.
   *
   * @throws SettingsException with every problem
   */
  static ConnectConfig read(Settings settings, Duration stop) {
    List<String> problems = new ArrayList<>();
    InetSocketAddress address = restAddress(settings, problems);
    String prefix = settings.string(PREFIX);
    // Only for what it finds wrong: the connectors read the files by themselves.
    RegistryAccess.read(settings, ConnectSettings.PART, problems);
    Written written = new Written(settings, problems);
    Map<String, Map<String, String>> connectors = connectors(settings, written::below, problems);
    List<String> unwanted = new ArrayList<>(ConnectorPlan.names(prefix, true));
    unwanted.removeAll(connectors.keySet());
    problems.addAll(References.of(connectors.values()).problems());
    WorkerProperties worker = WorkerProperties.read(settings, stop, problems);
    if (problems.isEmpty()) {
      Map<String, Map<String, String>> plain =
          connectors(settings, settings::withPrefix, new ArrayList<>());
      problems.addAll(new ConnectorCheck(worker, settings).problems(plain));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(List.copyOf(new LinkedHashSet<>(problems)));
    }
    return new ConnectConfig(
        worker.restrictedTo(connectors),
        connectors,
        unwanted,
        url(address),
        settings.millis(CHECK_MS));
  }

  private static InetSocketAddress restAddress(Settings settings, List<String> problems) {
    try {
      InetSocketAddress address = HealthServer.socket(settings.string(REST_ADDRESS));
      if (address.isUnresolved()) {
        problems.add(
            settings.shown(REST_ADDRESS) + " names no host of this machine. Set one that does.");
      } else if (!address.getAddress().isLoopbackAddress() && !settings.bool(REST_PLAINTEXT)) {
        problems.add(
            settings.shown(REST_ADDRESS)
                + " can be reached by others, and Connect asks nobody who he is: whoever reaches it"
                + " can make connectors that read any topic and any secret of this worker. Set a"
                + " loopback address, or "
                + REST_PLAINTEXT
                + "=true in a network that only workers can reach.");
      }
      return address;
    } catch (IllegalArgumentException e) {
      problems.add(REST_ADDRESS + "=" + e.getMessage());
      return null;
    }
  }

  /** An address of all interfaces is reached by the loopback one. */
  private static String url(InetSocketAddress address) {
    String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static Map<String, Map<String, String>> connectors(
      Settings settings, Function<String, Map<String, String>> below, List<String> problems) {
    String tasks = Integer.toString(settings.integer(TASKS));
    Map<String, String> elasticsearch = new TreeMap<>();
    elasticsearch.put("tasks.max", tasks);
    below.apply(ELASTICSEARCH_PREFIX).forEach((k, v) -> elasticsearch.put("elasticsearch." + k, v));
    below
        .apply(REGISTRY_PREFIX)
        .forEach(
            (k, v) -> elasticsearch.put(k.equals("urls") ? "registry.url" : "registry." + k, v));
    Map<String, String> jaeger = new TreeMap<>();
    if (!settings.string(JAEGER_ENDPOINT).isBlank()) {
      jaeger.put("tasks.max", tasks);
      below.apply(JAEGER_PREFIX).forEach((k, v) -> jaeger.put("jaeger." + k, v));
    }
    Map<String, Map<String, String>> connectors =
        new LinkedHashMap<>(
            new ConnectorPlan(
                    settings.string(PREFIX), settings.integer(REPLICATION), elasticsearch, jaeger)
                .connectors());
    override(connectors, below.apply(CONNECTORS_PREFIX), problems);
    return connectors;
  }

  private static void override(
      Map<String, Map<String, String>> connectors,
      Map<String, String> overrides,
      List<String> problems) {
    overrides.forEach(
        (path, value) -> {
          int dot = path.indexOf('.');
          Map<String, String> connector = dot < 0 ? null : connectors.get(path.substring(0, dot));
          if (connector == null) {
            problems.add(
                CONNECTORS_PREFIX
                    + path
                    + " belongs to no connector. There are: "
                    + String.join(", ", connectors.keySet())
                    + ".");
          } else {
            connector.put(path.substring(dot + 1), value);
          }
        });
  }

  @Override
  public String toString() {
    return "ConnectConfig[connectors=" + connectors.keySet() + ", rest=" + rest + "]";
  }
}
