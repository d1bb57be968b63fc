// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerProcessTest {

  @TempDir private Path folder;

  @Test
  void writesTheOutputToItsLog() throws Exception {
    try (ServerProcess process = start(Stayer.CRASHING)) {
      process.exited().get(30, TimeUnit.SECONDS);

      assertThat(process.alive()).isFalse();
      assertThat(process.exitCode()).isEqualTo(7);
      awaitLog("A warning.");
      assertThat(process.why())
          .isEqualTo(
              "Its log tells why: "
                  + folder.resolve("stayer.log")
                  + System.lineSeparator()
                  + "Started.\nA warning.");
    }
  }

  @Test
  void stopsWhenAsked() throws Exception {
    ServerProcess process = start("obedient");
    awaitLog("Started.");

    process.close();

    assertThat(process.alive()).isFalse();
    assertThat(process.exitCode()).isEqualTo(143);
    process.close();
  }

  @Test
  void isKilled_whenItDoesNotStopInTime() throws Exception {
    ServerProcess process = start(Stayer.STUBBORN);
    awaitLog("Started.");

    process.close(Duration.ofMillis(200));

    assertThat(process.alive()).isFalse();
    assertThat(process.exitCode()).isEqualTo(137);
  }

  @Test
  void tellsWhichProcessItIs() throws Exception {
    try (ServerProcess process = start("obedient")) {
      assertThat(process.name()).isEqualTo("stayer");
      assertThat(process.tree().get(0).pid()).isEqualTo(process.pid());
      assertThat(process.startedAt())
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(2));
      process.kill();
      assertThat(process.alive()).isFalse();
    }
  }

  @Test
  void fails_whenTheProgramCannotBeRun() throws Exception {
    ServerProcess.Spec spec = spec(List.of(folder.resolve("nowhere").toString()));

    assertThatThrownBy(
            () -> {
              try (ServerProcess process = ServerProcess.start(spec)) {
                process.exited().get(30, TimeUnit.SECONDS);
                assertThat(process.exitCode()).isEqualTo(127);
                throw new IOException(process.why());
              }
            })
        .isInstanceOf(IOException.class);
  }

  private ServerProcess start(String manner) throws IOException {
    return ServerProcess.start(
        spec(
            JavaCommand.heap("16m")
                .main(System.getProperty("java.class.path"), Stayer.class.getName(), manner)));
  }

  private ServerProcess.Spec spec(List<String> command) {
    return new ServerProcess.Spec(
        "stayer", command, Map.of(), folder, folder.resolve("stayer.log"));
  }

  /** The output is copied by a thread of its own. */
  private void awaitLog(String text) throws IOException {
    Path log = folder.resolve("stayer.log");
    while (!Files.exists(log) || !Files.readString(log).contains(text)) {
      Thread.onSpinWait();
    }
  }
}
