// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script alone, with a java that only says what it was asked. */
class ScriptTest {

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.15"' >&2; exit; fi
      for word in "$@"; do echo "<$word>"; done
      """;

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("my projects").resolve("backbone"));
    Files.copy(
        Path.of(System.getProperty("backbone.root")).resolve("backbone"), home.resolve("backbone"));
    Path java = Files.createDirectories(folder.resolve("a jdk").resolve("bin")).resolve("java");
    Files.writeString(java, JAVA);
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private String run(Path script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), "mask", "two words");
    builder.environment().putAll(Map.of("JAVA_HOME", folder.resolve("a jdk").toString()));
    builder.environment().put("BACKBONE_BUILD", "never");
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void keepsWordsTogether_whenPathsHoldBlanks() throws Exception {
    assertThat(run(home.resolve("backbone")))
        .contains("<-Dbackbone.home=" + home + ">")
        .contains("<two words>");
  }

  @Test
  void findsItsHome_whenItIsCalledByALink() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("absolute"), home.resolve("backbone"));
    Files.createSymbolicLink(bin.resolve("relative"), Path.of("absolute"));

    assertThat(run(bin.resolve("relative"))).contains("<-Dbackbone.home=" + home + ">");
  }
}
