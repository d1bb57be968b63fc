// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.schema.Topic;
import backbone.service.Settings;
import backbone.streams.JobsConfig;
import backbone.streams.jobs.JobsPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/** Where a cluster is and how to get in, for the commands that look after one. */
final class ClusterOption {

  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String BOOTSTRAP_DEFAULT = "127.0.0.1:9092";

  /** How long a command waits for a broker, in milliseconds. */
  private static final String WAIT_MS = "15000";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Brokers (default: those of --config, else " + BOOTSTRAP_DEFAULT + ").")
  private String bootstrap;

  @Option(
      names = "--client",
      paramLabel = "FILE",
      description = "Properties file with further client settings, such as TLS and SASL.")
  private Path client;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings of the jobs in YAML, whose kafka.* and topic prefix are taken.")
  private Path config;

  @Option(
      names = "--prefix",
      description =
          "First part of all names (default: that of --config, else " + Topic.PREFIX_DEFAULT + ").")
  private String prefix;

  private Settings settings;

  /** Settings of every Kafka client; what an option says wins over the file. */
  Map<String, Object> kafka() throws IOException {
    Map<String, Object> all = new HashMap<>();
    if (config != null) {
      all.putAll(settings().kafka());
    }
    if (client != null) {
      Properties own = new Properties();
      try (var in = Files.newBufferedReader(client)) {
        own.load(in);
      }
      own.stringPropertyNames().forEach(key -> all.put(key, own.getProperty(key)));
    }
    if (bootstrap != null) {
      all.put(BOOTSTRAP, bootstrap);
    }
    all.putIfAbsent(BOOTSTRAP, BOOTSTRAP_DEFAULT);
    all.putIfAbsent("request.timeout.ms", WAIT_MS);
    all.putIfAbsent("default.api.timeout.ms", WAIT_MS);
    return all;
  }

  /**
   * The same, once a broker has answered.
   *
   * @throws IOException when none does, with what to do
   */
  Map<String, Object> reached() throws IOException {
    Map<String, Object> kafka = kafka();
    try (Admin admin = Admin.create(kafka)) {
      admin.describeCluster().clusterId().get();
      return kafka;
    } catch (ExecutionException e) {
      throw new IOException(
          "no broker at "
              + kafka.get(BOOTSTRAP)
              + " lets this in: "
              + e.getCause().getMessage()
              + " Start it, or mend --bootstrap, --client or --config.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** First part of all names. */
  String prefix() {
    if (prefix != null) {
      return prefix;
    }
    return config == null ? Topic.PREFIX_DEFAULT : settings().string(JobsConfig.PREFIX_CONFIG);
  }

  private Settings settings() {
    if (settings == null) {
      settings = Settings.load(new JobsPart(), config, System.getenv(), Map.of());
    }
    return settings;
  }
}
