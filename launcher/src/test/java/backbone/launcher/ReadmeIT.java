// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Eventually;
import backbone.testkit.RealJaeger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that the README prints run, and do what it says. They run by a shell, in the order
 * of the page; {@code up} gets a folder, ports and {@code --detach}, so that the page can be
 * followed to its end. The scenes are played on the way, on the backbone that runs then.
 */
class ReadmeIT {

  private static final int PORT_BASE = 23_020;
  private static final Pattern SHELL_BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");

  /** What a reader runs to build and test; it is what runs this test. */
  private static final String BUILD = "mvn ";

  private static final String UP = "./backbone up";

  @Test
  void commandsRun_andTheDemosFaultIsFound(@TempDir Path folder) throws Exception {
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThan(8);
    try (RealJaeger jaeger = Scenes.jaeger();
        Embedded backbone = new Embedded(folder.resolve("data"), PORT_BASE)) {
      for (String command : commands) {
        if (!command.startsWith(BUILD)) {
          run(command.equals(UP) && jaeger != null ? traced(jaeger) : command, folder);
          check(command, backbone, jaeger);
        }
      }
    }
  }

  private static String traced(RealJaeger jaeger) {
    return UP + " --otlp-jaeger " + jaeger.otlpGrpc();
  }

  private static void check(String command, Embedded backbone, RealJaeger jaeger) throws Exception {
    if (command.equals(UP)) {
      Eventually.await("a line of the demo", () -> backbone.found("") > 0);
    } else if (command.contains("fault bad-token")) {
      Eventually.await("the cause", () -> backbone.found("\"audience mismatch\"") > 20);
      assertThat(backbone.found("level:error")).isGreaterThan(20);
    } else if (command.contains("fault slow-redis")) {
      Scenes.play(backbone, jaeger);
      // The page goes on with another `up`; its reader has pressed Ctrl-C.
      Command.run("down", "--data", backbone.data().toString());
    }
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    var blocks = SHELL_BLOCK.matcher(Files.readString(Command.ROOT.resolve("README.md")));
    while (blocks.find()) {
      blocks.group(1).lines().map(String::strip).filter(s -> !s.isEmpty()).forEach(commands::add);
    }
    return commands;
  }

  private static void run(String command, Path folder) throws Exception {
    String data = " --data '" + folder.resolve("data") + "'";
    String adapted =
        Stream.of(
                "up", "status", "service", "down", "demo fault bad-token", "demo fault slow-redis")
            .filter(verb -> command.startsWith("./backbone " + verb))
            .findFirst()
            .map(verb -> command.replaceFirst(verb, verb + data))
            .orElse(command);
    // Not every machine has logs there, or lets everyone read them.
    adapted =
        adapted.replace(
            "/var/log/*.log", Files.createDirectories(folder.resolve("log")) + "/*.log");
    Files.writeString(folder.resolve("log").resolve("app.log"), "a line" + System.lineSeparator());
    if (command.startsWith("./backbone up")) {
      adapted += " --detach --port-base " + PORT_BASE;
    }
    Path output = Files.createTempFile(folder, "command", ".out");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", adapted)
            .directory(Command.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("BACKBONE_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(adapted).isTrue();
    assertThat(process.exitValue()).as(adapted + "\n" + Files.readString(output)).isZero();
  }
}
