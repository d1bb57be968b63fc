// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.servers.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {

  private static final long MINUTE_MS = 60_000;

  @TempDir private Path folder;

  @Test
  void readsWhatWasWritten() throws IOException {
    RunState written = state(Running.of(ProcessHandle.current()));

    written.write(folder.resolve("state.json"));

    assertThat(RunState.read(folder.resolve("state.json"))).hasValue(written);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void isEmpty_whenNothingEverRan() throws IOException {
    assertThat(RunState.read(folder.resolve("state.json"))).isEmpty();
  }

  @Test
  void ignoresWhatALaterVersionAdded() throws IOException {
    Path file = folder.resolve("state.json");
    Files.writeString(
        file,
        """
        {"launcher":{"pid":1,"startedMs":2,"user":"me"},"portBase":0,"parts":[],"mood":"good"}
        """);

    assertThat(RunState.read(file).orElseThrow().launcher()).isEqualTo(new Running(1, 2));
  }

  @Test
  void recognisesAProcessByPidAndStartTime() {
    Running us = Running.of(ProcessHandle.current());

    assertThat(us.handle()).hasValue(ProcessHandle.current());
    assertThat(state(us).alive()).isTrue();
  }

  @Test
  void takesAProcessForAnother_whenOnlyThePidIsTheSame() {
    Running us = Running.of(ProcessHandle.current());
    Running before = new Running(us.pid(), us.startedMs() - MINUTE_MS);

    assertThat(before.handle()).isEmpty();
    assertThat(state(before).alive()).isFalse();
  }

  @Test
  @Timeout(60)
  void endsLeftoversAndOnlyThem() throws Exception {
    Process leftover = sleeper();
    Process stranger = sleeper();
    try {
      Running strangersPid =
          new Running(stranger.pid(), Running.of(stranger.toHandle()).startedMs() - MINUTE_MS);

      Leftovers.end(state(Running.of(leftover.toHandle()), strangersPid), Duration.ofMillis(1));

      leftover.waitFor();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      leftover.destroyForcibly();
      stranger.destroyForcibly();
    }
  }

  /** A program that waits for its standard input, which stays open. */
  private static Process sleeper() throws IOException {
    return new ProcessBuilder(
            JavaCommand.java(),
            "-Xmx16m",
            "-cp",
            System.getProperty("java.class.path"),
            Sleeper.class.getName())
        .start();
  }

  private static RunState state(Running... processes) {
    return new RunState(
        processes[0],
        18_080,
        "127.0.0.1:9092",
        "http://127.0.0.1:9200",
        true,
        false,
        List.of(new PartState("kafka", "running", "", 1, List.of(processes))));
  }

  /** Reads until its input ends. */
  static final class Sleeper {

    private Sleeper() {}

    public static void main(String[] arguments) throws IOException {
      System.in.transferTo(System.out);
    }
  }
}
