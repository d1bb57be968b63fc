// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.servers.JavaCommand;
import backbone.servers.Probe;
import backbone.servers.ServerProcess;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker of the compose file, started for real: the class that the image starts with turns the
 * service's environment into its settings and formats its folder. Then the one-shot {@code topics}
 * logs in with the compose file's own command. Only addresses and folders are this machine's.
 */
class ComposedKafkaIT {

  private static final Deployment OURS = Deployment.ours();
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final int CLIENTS = FreePorts.next();
  private static final int HOST = FreePorts.next();
  private static final int CONTROLLER = FreePorts.next();

  @TempDir private static Path folder;
  private static ServerProcess broker;

  @BeforeAll
  static void start() throws Exception {
    Path settings = Files.createDirectories(folder.resolve("config"));
    for (String file : List.of("log4j2.yaml", "tools-log4j2.yaml")) {
      Files.writeString(
          settings.resolve(file), "Configuration: {Loggers: {Root: {level: warn}, Logger: []}}\n");
    }
    Map<String, String> environment = environment();
    List<String> setup =
        List.of(
            "kafka.docker.KafkaDockerWrapper",
            "setup",
            "--default-configs-dir=" + settings,
            "--mounted-configs-dir=" + Files.createDirectories(folder.resolve("mounted")),
            "--final-configs-dir=" + Files.createDirectories(folder.resolve("final")));
    assertThat(java(setup, environment)).startsWith("0 ");
    broker =
        ServerProcess.start(
            new ServerProcess.Spec(
                "kafka",
                JavaCommand.heap("320m")
                    .main(CLASS_PATH, "kafka.Kafka", folder + "/final/server.properties"),
                Map.of(),
                folder,
                folder.resolve("kafka.log")));
    Eventually.await("a broker at its ports", () -> Probe.port(CLIENTS) && Probe.port(HOST));
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void topicsLogsInAndMakesTheCatalogue_fromAContainerAndFromTheHost() throws Exception {
    String made = topics(CLIENTS, OURS.environment("topics"));
    assertThat(made).startsWith("0 ").contains("create    " + Catalogue.LOGS_RAW.name());
    assertThat(made.lines()).hasSize(Catalogue.topics().size());

    assertThat(topics(HOST, OURS.environment("topics"))).startsWith("0 ").doesNotContain("create");
  }

  @Test
  void nobodyComesInWithAnotherPassword() throws Exception {
    Map<String, String> environment = new TreeMap<>(OURS.environment("topics"));
    environment.merge(
        "KAFKA_SASL_JAAS_CONFIG", "", (jaas, none) -> jaas.replace(Deployment.SECRET, "guess"));

    assertThat(topics(CLIENTS, environment))
        .startsWith("1 ")
        .contains("Authentication failed")
        .doesNotContain("guess");
  }

  /** The command of the compose file without the registry, which is not started here. */
  private static String topics(int port, Map<String, String> environment) throws Exception {
    List<String> command =
        new ArrayList<>(Deployment.list(OURS.services().get("topics"), "command"));
    int registry = command.indexOf("--registry");
    command.subList(registry, registry + 2).clear();
    command.set(command.indexOf("kafka:9092"), "127.0.0.1:" + port);
    command.set(
        command.indexOf("/etc/backbone/client.properties"),
        OURS.root().resolve("deploy/kafka/client.properties").toString());
    Map<String, String> own = new TreeMap<>(environment);
    own.remove("JAVA_TOOL_OPTIONS");
    command.add(0, "backbone.launcher.Main");
    return java(command, own);
  }

  private static String java(List<String> arguments, Map<String, String> environment)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of(JavaCommand.java(), "-Xmx96m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", CLASS_PATH));
    command.addAll(arguments);
    return new Run(command, environment).in(folder);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    OURS.environment("kafka")
        .forEach(
            (name, value) ->
                environment.put(
                    name,
                    value
                        .replace("0.0.0.0", "127.0.0.1")
                        .replace("//kafka:9092", "//127.0.0.1:" + CLIENTS)
                        .replace("HOST://127.0.0.1:9092", "HOST://127.0.0.1:" + HOST)
                        .replace(":9092", ":" + CLIENTS)
                        .replace(":19092", ":" + HOST)
                        .replace(":9093", ":" + CONTROLLER)
                        .replace("/var/lib/kafka/data", folder.resolve("data").toString())));
    return environment;
  }
}
