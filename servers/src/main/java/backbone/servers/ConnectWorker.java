// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A standalone Kafka Connect worker on loopback. Connectors are put through its REST interface. */
public final class ConnectWorker implements Server {

  /**
   * Where and how.
   *
   * @param data folder for its files
   * @param port of the REST interface
   * @param bootstrap brokers
   * @param plugins folder whose children are plug-ins
   * @param heap such as {@code 192m}
   * @param classPath that holds Connect's runtime
   * @param log file for the process's output
   */
  public record Config(
      Path data,
      int port,
      String bootstrap,
      Path plugins,
      String heap,
      String classPath,
      Path log) {}

  private final Config config;
  private ServerProcess process;

  public ConnectWorker(Config config) {
    this.config = config;
  }

  public String url() {
    return "http://127.0.0.1:" + config.port();
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(config.data());
    Path properties = config.data().resolve("connect.properties");
    Properties all = new Properties();
    all.putAll(settings());
    try (var out = Files.newOutputStream(properties)) {
      all.store(out, null);
    }
    process =
        ServerProcess.start(
            new ServerProcess.Spec(
                "connect",
                JavaCommand.heap(config.heap())
                    .main(
                        config.classPath(),
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        properties.toString()),
                Map.of(),
                config.data(),
                config.log()));
  }

  @Override
  public boolean ready() {
    return Probe.page(url() + "/connectors");
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  private Map<String, String> settings() {
    return Map.of(
        "bootstrap.servers", config.bootstrap(),
        "listeners", "http://127.0.0.1:" + config.port(),
        "plugin.path", config.plugins().toString(),
        "plugin.discovery", "service_load",
        "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
        "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
        "offset.storage.file.filename", config.data().resolve("source.offsets").toString(),
        "offset.flush.interval.ms", "1000",
        "consumer.isolation.level", "read_committed",
        "consumer.fetch.max.wait.ms", "100");
  }
}
