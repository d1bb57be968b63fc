// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.servers.JavaCommand;
import backbone.servers.Probe;
import backbone.servers.Server;
import backbone.servers.ServerProcess;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;

/** One of our own parts as a child process: {@code run <part> --config <written settings>}. */
final class PartProcess implements Server {

  /**
   * What to run.
   *
   * @param part as in {@code run}
   * @param heap such as {@code 96m}
   * @param settings written as its YAML file
   * @param health page that answers once the part runs, or null when a running process will do
   */
  record Config(String part, String heap, Map<String, Object> settings, String health) {}

  private static final Pattern STARTING =
      Pattern.compile("\"state\"\\s*:\\s*\"starting\"", Pattern.CASE_INSENSITIVE);

  private final DataFolder folder;
  private final Config config;
  private ServerProcess process;

  PartProcess(DataFolder folder, Config config) {
    this.folder = folder;
    this.config = config;
  }

  @Override
  public void start() throws IOException {
    var file = folder.settings(config.part());
    Files.createDirectories(file.getParent());
    new YAMLMapper().writeValue(file.toFile(), config.settings());
    process =
        ServerProcess.start(
            new ServerProcess.Spec(
                config.part(),
                JavaCommand.heap(config.heap())
                    .option("-XX:MaxMetaspaceSize=128m")
                    .main(
                        System.getProperty("java.class.path"),
                        "backbone.launcher.Main",
                        "run",
                        config.part(),
                        "--config",
                        file.toString()),
                Map.of(),
                folder.root(),
                folder.log(config.part())));
  }

  /** Degraded will do: the part has started, and its health says what it lacks. */
  @Override
  public boolean ready() {
    if (config.health() == null) {
      return process.alive();
    }
    String health = Probe.body(config.health());
    return health != null && !STARTING.matcher(health).find();
  }

  @Override
  public ServerProcess process() {
    return process;
  }
}
