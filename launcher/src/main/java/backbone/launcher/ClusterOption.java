// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.schema.Topic;
import backbone.schema.registry.RegistryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
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
      description =
          "Settings file of any part: its brokers, how to log in there, its topic prefix and"
              + " registry are taken.")
  private Path config;

  @Option(
      names = "--prefix",
      description =
          "First part of all names (default: that of --config, else " + Topic.PREFIX_DEFAULT + ").")
  private String prefix;

  private ClusterFile file;

  /** Settings of every Kafka client; what an option says wins over the file. */
  Map<String, Object> kafka() throws IOException {
    Map<String, Object> all = new HashMap<>();
    file().map(ClusterFile::kafka).ifPresent(all::putAll);
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
      throw new IOException(sentence(e, kafka), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What a person can do about an exception of a request; {@code kafka} says to whom. */
  static String sentence(Exception e, Map<String, Object> kafka) {
    Object brokers = kafka.get(BOOTSTRAP);
    if (e.getCause() instanceof AuthenticationException refused) {
      return "Kafka at "
          + brokers
          + " refuses this login. Mend kafka.sasl.* or kafka.ssl.* in --config, or --client. "
          + refused.getMessage();
    }
    if (e.getCause() instanceof ApiException refused && !(refused instanceof TimeoutException)) {
      return "Kafka at " + brokers + " refuses: " + refused.getMessage();
    }
    return "no broker answers at " + brokers + ". Start it, or set --bootstrap";
  }

  /** First part of all names. */
  String prefix() {
    return Optional.ofNullable(prefix)
        .or(() -> file().flatMap(ClusterFile::prefix))
        .orElse(Topic.PREFIX_DEFAULT);
  }

  /** The registry that the file names, if it does. */
  Optional<RegistryConfig> registry() {
    return file().flatMap(ClusterFile::registry);
  }

  private Optional<ClusterFile> file() {
    if (file == null && config != null) {
      file = ClusterFile.read(config, System.getenv());
    }
    return Optional.ofNullable(file);
  }
}
