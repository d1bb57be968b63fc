// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static backbone.launcher.connect.ConnectSettings.GROUP;
import static backbone.launcher.connect.ConnectSettings.PLUGINS;
import static backbone.launcher.connect.ConnectSettings.REPLICATION;
import static backbone.launcher.connect.ConnectSettings.REST_ADDRESS;
import static backbone.launcher.connect.ConnectSettings.WORKER_PREFIX;

import backbone.service.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;

/**
 * What Connect's worker is told. Holds secrets.
 *
 * @param kafka settings of every client
 * @param all settings of the worker
 */
record WorkerProperties(Map<String, Object> kafka, Map<String, String> all) {

  /** Where the build puts the plug-ins; the command sets it. */
  static final String PLUGINS_PROPERTY = "backbone.plugins";

  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  /** What {@code connect.worker.*} may replace. */
  private static final Map<String, String> REPLACEABLE =
      Map.of(
          "offset.flush.interval.ms", "1000",
          "offset.storage.partitions", "5",
          "status.storage.partitions", "5",
          // One that is back within this time gets its tasks again; then others do.
          "scheduled.rebalance.max.delay.ms", "10000",
          "consumer.fetch.max.wait.ms", "100");

  private static final long TASK_STOP_MAX_MS = 5_000;

  WorkerProperties {
    kafka = Map.copyOf(kafka);
    all = Map.copyOf(all);
  }

  /**
   * Reads the settings.
   *
   * @param stop how long a stop may take
   * @param problems takes one sentence for each fault
   */
  static WorkerProperties read(Settings settings, Duration stop, List<String> problems) {
    Map<String, Object> kafka = settings.kafka();
    if (!kafka.containsKey("bootstrap.servers")) {
      problems.add("kafka.bootstrap.servers is not set. Set host:port of the brokers.");
    }
    Map<String, String> all = new TreeMap<>();
    kafka.forEach((key, value) -> client(all, key, text(value)));
    Map<String, String> own = own(settings, stop);
    settings
        .withPrefix(WORKER_PREFIX)
        .forEach(
            (key, value) -> {
              if (own(own.keySet(), key)) {
                problems.add(
                    WORKER_PREFIX
                        + key
                        + " cannot be set: the worker gets it from other settings.");
              }
              all.put(key, value);
            });
    REPLACEABLE.forEach(all::putIfAbsent);
    all.putAll(own);
    String plugins = all.get("plugin.path");
    if (plugins != null && !Files.isDirectory(Path.of(plugins))) {
      problems.add(
          PLUGINS
              + "="
              + plugins
              + " is no folder. Name the one whose children are plug-ins, or leave it empty.");
    }
    if (problems.isEmpty()) {
      check(all, problems);
    }
    return new WorkerProperties(kafka, all);
  }

  /** The same with config providers that find what these connectors refer to, and nothing else. */
  WorkerProperties restrictedTo(Map<String, Map<String, String>> connectors) {
    Map<String, String> more = new HashMap<>(all);
    more.putAll(References.of(connectors.values()).providers());
    return new WorkerProperties(kafka, more);
  }

  private static Map<String, String> own(Settings settings, Duration stop) {
    String group = settings.string(GROUP);
    String replication = Integer.toString(settings.integer(REPLICATION));
    String given = settings.string(PLUGINS);
    String plugins = given.isEmpty() ? System.getProperty(PLUGINS_PROPERTY, "") : given;
    Map<String, String> own = new HashMap<>();
    own.put("group.id", group);
    for (String storage : InternalTopics.KINDS) {
      own.put(storage + ".storage.topic", group + "-" + InternalTopics.plural(storage));
      own.put(storage + ".storage.replication.factor", replication);
    }
    own.put("key.converter", BYTES);
    own.put("value.converter", BYTES);
    own.put("header.converter", BYTES);
    own.put("listeners", "http://" + settings.string(REST_ADDRESS));
    if (!plugins.isEmpty()) { // Else they are on the class path, as in a test.
      own.put("plugin.path", plugins);
    }
    own.put("plugin.discovery", "service_load");
    own.put("consumer.isolation.level", "read_committed");
    own.put(
        "task.shutdown.graceful.timeout.ms",
        Long.toString(Math.min(TASK_STOP_MAX_MS, stop.toMillis() / 2)));
    return own;
  }

  private static boolean own(Set<String> own, String key) {
    return own.contains(key) || key.startsWith("config.providers");
  }

  /** The worker's own clients take a setting as it is, those of connectors behind a word. */
  private static void client(Map<String, String> all, String key, String value) {
    all.put(key, value);
    for (String client : List.of("consumer.", "producer.", "admin.")) {
      all.put(client + key, value);
    }
  }

  private static String text(Object value) {
    return value instanceof Password secret ? secret.value() : String.valueOf(value);
  }

  private static void check(Map<String, String> all, List<String> problems) {
    try {
      new DistributedConfig(all);
    } catch (ConfigException e) {
      problems.add("Connect's worker refuses its settings: " + e.getMessage() + ".");
    }
  }

  @Override
  public String toString() {
    return "WorkerProperties[keys=" + new TreeMap<>(all).keySet() + "]";
  }
}
