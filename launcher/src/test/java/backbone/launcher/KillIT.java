// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.RunState;
import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.testkit.Eventually;
import backbone.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any process may be killed at any time: every line is found once. Each seed kills some parts at
 * times of its own; at last the launcher is killed, whose children must end by themselves, and
 * another comes up on what it left behind.
 */
class KillIT {

  private static final int PORT_BASE = 23_040;
  private static final int KILLS = 3;
  private static final int PAUSE_MS_MAX = 2_000;
  private static final Duration ORPHANS_MAX = Duration.ofSeconds(10);

  @Test
  void findsEachLineOnce_whateverIsKilled(@TempDir Path folder) throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    String[] flags = {"--no-demo", "--logs", logs + "/app.log*"};
    try (LineWriter writer = LineWriter.started(logs.resolve("app.log"));
        Embedded backbone = new Embedded(folder.resolve("data"), PORT_BASE)) {
      Eventually.await("a first line", () -> Files.exists(logs.resolve("app.log")));
      backbone.up(flags);
      Seeds.forEach((random, seed) -> killSome(backbone, random));
      killLauncher(backbone.state());
      backbone.up(flags);
      int written = writer.stop();
      backbone.awaitCaughtUp();
      Map<String, Integer> found = backbone.messages("app.log*");
      assertThat(found)
          .isEqualTo(
              IntStream.range(0, written)
                  .mapToObj(LineWriter::message)
                  .collect(Collectors.toMap(message -> message, message -> 1)));
      assertThat(backbone.status().path("ledger").path("residue").asLong(-1)).isZero();
    }
  }

  private static void killSome(Embedded backbone, Random random) throws Exception {
    List<String> names =
        new ArrayList<>(backbone.state().parts().stream().map(PartState::name).sorted().toList());
    Collections.shuffle(names, random);
    for (String name : names.subList(0, KILLS)) {
      Thread.sleep(random.nextInt(PAUSE_MS_MAX));
      System.out.println("killing " + name);
      int before = part(backbone, name).restarts();
      List<Running> processes = part(backbone, name).processes();
      processes
          .get(random.nextInt(processes.size()))
          .handle()
          .ifPresent(ProcessHandle::destroyForcibly);
      Eventually.await(
          name + " started again",
          () -> {
            PartState now = part(backbone, name);
            return now.restarts() > before && now.state().equals("running");
          });
    }
  }

  private static PartState part(Embedded backbone, String name) throws Exception {
    return backbone.state().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void killLauncher(RunState state) throws Exception {
    state.launcher().handle().orElseThrow().destroyForcibly();
    Eventually.await(
        "end of the orphans",
        ORPHANS_MAX,
        () ->
            state.parts().stream()
                .flatMap(part -> part.processes().stream())
                .noneMatch(process -> process.handle().isPresent()));
  }
}
