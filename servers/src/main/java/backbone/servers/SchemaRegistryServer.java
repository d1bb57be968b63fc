// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Apicurio Registry on loopback, its store a file so that ids outlive the process. */
public final class SchemaRegistryServer implements Server {

  /** As {@link KafkaBroker.Config}. */
  public record Config(Path data, int port, String heap, Path log) {}

  private final Config config;
  private ServerProcess process;

  public SchemaRegistryServer(Config config) {
    this.config = config;
  }

  /** Base URL of the Confluent protocol. */
  public String url() {
    return "http://127.0.0.1:" + config.port() + "/apis/ccompat/v7";
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(config.data());
    process =
        ServerProcess.start(
            new ServerProcess.Spec(
                "registry",
                JavaCommand.heap(config.heap())
                    .option("-XX:TieredStopAtLevel=1")
                    .option("-Dquarkus.http.host=127.0.0.1")
                    .option("-Dquarkus.http.port=" + config.port())
                    .option("-Dquarkus.datasource.jdbc.initial-size=1")
                    .option("-Dquarkus.datasource.jdbc.min-size=1")
                    .option("-Dquarkus.datasource.jdbc.max-size=8")
                    .jar(ServersHome.registryJar()),
                Map.of("REGISTRY_DATASOURCE_URL", store(), "LOG_LEVEL", "WARN"),
                config.data(),
                config.log()));
  }

  @Override
  public boolean ready() {
    return Probe.page(url() + "/subjects");
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  /** Without a write delay a kill would lose ids that records already carry. */
  private String store() {
    return "jdbc:h2:file:" + config.data().resolve("registry") + ";WRITE_DELAY=0";
  }
}
