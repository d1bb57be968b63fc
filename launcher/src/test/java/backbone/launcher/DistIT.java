// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive on a machine that has a JDK, and neither Maven nor network. */
class DistIT {

  private static final int PORT_BASE = 23_120;

  @Test
  void findsALine_whereThereIsNeitherMavenNorNetwork(@TempDir Path folder) throws Exception {
    Alone.require(folder);
    Command.Result dist = Command.run("dist", "--out", folder.toString());
    assertThat(dist.code()).as(dist.output()).isZero();
    assertThat(dist.output()).contains("Elastic License", "your own sites");
    Path site = Files.createDirectories(folder.resolve("my site"));
    Path output = folder.resolve("output");

    int code = Alone.run(script(folder), site, output);

    String said = Files.readString(output);
    assertThat(code).as(said).isZero();
    assertThat(said)
        .contains("Ready after", "Found needle", "Usage: backbone run", "Stopped.", "Removed.")
        .doesNotContain("Building", "Maven is needed");
    try (Stream<Path> tree = Files.walk(site)) {
      assertThat(tree.map(path -> path.getFileName().toString()))
          .doesNotContain("target", ".backbone", ".git", ".env");
    }
  }

  private static String script(Path folder) {
    return String.join(
        "\n",
        "tar -xf '" + folder + "/telemetry-backbone-" + Main.VERSION + ".tar'",
        "rm '" + folder + "/telemetry-backbone-" + Main.VERSION + ".tar'",
        "cd telemetry-backbone-*",
        "test -f LICENSE && test -f NOTICE && test -d deploy && test -d docs",
        "if command -v mvn; then exit 9; fi",
        "mkdir '../the logs'",
        "echo \"$(date '+%Y-%m-%d %H:%M:%S').123 [main] INFO  a.B - needle\" >'../the logs/app.log'",
        "data=\"$(cd .. && pwd)/the data\"",
        "trap './backbone down --purge --data \"$data\"' EXIT",
        "./backbone up --detach --no-demo --logs '../the logs/*.log' --data \"$data\" --port-base "
            + PORT_BASE,
        "\"$JAVA_HOME/bin/java\" -Xmx64m -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' backbone.launcher.Found "
            + PORT_BASE
            + " needle",
        "./backbone run --help",
        "./backbone config >config.txt && test -s config.txt");
  }
}
