// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramServerTest {

  @TempDir Path folder;

  private ProgramServer server(String... command) {
    return new ProgramServer(
        new ProgramServer.Config(
            "program",
            List.of(command),
            Map.of(),
            folder,
            folder.resolve("program.log"),
            "http://127.0.0.1:1/"));
  }

  @Test
  void endsWithItsProgram_andItsCode() throws Exception {
    ProgramServer server = server("/bin/sh", "-c", "exit 7");
    server.start();

    server.process().exited().get(10, TimeUnit.SECONDS);
    assertThat(server.process().exitCode()).isEqualTo(7);
  }

  @Test
  void programEnds_whenItIsStopped() throws Exception {
    ProgramServer server = server("sleep", "600");
    server.start();
    ProcessHandle program = program(server);

    server.process().close(Duration.ofSeconds(5));

    assertThat(server.process().alive()).isFalse();
    program.onExit().get(10, TimeUnit.SECONDS);
  }

  /** As when the parent was killed: nobody holds the other end of the pipe. */
  @Test
  void programEnds_whenItsParentIsGone() throws Exception {
    ProgramServer server = server("sleep", "600");
    server.start();
    ProcessHandle program = program(server);

    server.process().closeInput();

    program.onExit().get(10, TimeUnit.SECONDS);
    server.process().exited().get(10, TimeUnit.SECONDS);
  }

  private static ProcessHandle program(ProgramServer server) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline) {
      for (ProcessHandle each : server.process().tree()) {
        if (each.info().command().orElse("").endsWith("sleep")) {
          return each;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the program did not start");
  }
}
