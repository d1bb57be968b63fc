// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path, by the command: files, shipper, Kafka, job, Connect, Elasticsearch, console. */
class UpIT {

  private static final int PORT_BASE = 23_000;
  private static final int LINES = 2_000;
  private static final int RANDOM_DATES = 10_000;

  /** As MUST HOLD asks: seven loghub files, the access log, and a Kafka log with stack traces. */
  private static final long SHARED_DOCUMENTS = 14_000 + 10_000 + 706;

  @Test
  void findsEachLineOnce_ofPeoplesOwnFiles(@TempDir Path folder) throws Exception {
    Path logs = Files.createDirectories(folder.resolve("my logs"));
    write(logs.resolve("app.log"), IntStream.range(0, LINES).mapToObj(UpIT::appLine));
    Random random = new Random(7);
    write(
        logs.resolve("dates.log"),
        IntStream.range(0, RANDOM_DATES).mapToObj(i -> randomDate(random) + " INFO line " + i));
    write(logs.resolve("canary.log"), Canaries.lines(now()));
    long expected = LINES + RANDOM_DATES + Canaries.count();
    try (Embedded backbone = new Embedded(folder.resolve("data"), PORT_BASE)) {
      String[] flags = flags(logs);
      backbone.up(flags);
      backbone.awaitCaughtUp();

      if (flags.length > 3) {
        expected += SHARED_DOCUMENTS;
      }
      assertThat(backbone.documents()).isEqualTo(expected);
      assertThat(backbone.messages("app.log")).hasSize(LINES).allSatisfy((m, n) -> assertOne(n));
      assertThat(indices(backbone)).isLessThanOrEqualTo(40);
      assertThat(backbone.status().path("ledger").path("residue").asLong(-1)).isZero();
      assertThat(backbone.found("needle-1234")).isEqualTo(1);
      Canaries.assertNowhere(backbone, folder.resolve("data"));

      Command.Result second = backbone.tryUp("--no-demo");
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.output()).contains("is in use by process").contains("./backbone down");

      appended(backbone, logs.resolve("app.log"));
      stopsWholly(backbone, folder);
    }
  }

  private static String[] flags(Path logs) {
    Path shared = Command.ROOT.resolve("../shared/data/logs").normalize();
    if (!Files.isDirectory(shared)) {
      System.out.println("Skipped a part: no shared log data at ../shared/data/logs.");
      return new String[] {"--no-demo", "--logs", logs + "/*.log"};
    }
    return Stream.of(
            "--no-demo",
            "--logs",
            logs + "/*.log",
            "--logs",
            shared + "/loghub/*_2k.log",
            "--logs",
            shared + "/access/apache_combined_10k.log",
            "--logs",
            shared + "/formats/kafka_server.log")
        .toArray(String[]::new);
  }

  /** A line that is written while all runs is found seconds later. */
  private static void appended(Embedded backbone, Path file) throws Exception {
    Files.writeString(file, appLine(LINES) + "\n", StandardOpenOption.APPEND);
    Eventually.await("the fresh line", () -> backbone.found("needle-" + LINES) == 1);
  }

  private static void stopsWholly(Embedded backbone, Path folder) throws Exception {
    List<Running> processes =
        backbone.state().parts().stream().map(PartState::processes).flatMap(List::stream).toList();
    assertThat(processes).hasSizeGreaterThan(6);
    Command.Result down = Command.run("down", "--data", folder.resolve("data").toString());
    assertThat(down.output()).startsWith("Stopped.");
    assertThat(processes).allSatisfy(p -> assertThat(p.handle()).isEmpty());
    assertThat(Command.run("status", "--data", folder.resolve("data").toString()).code())
        .isEqualTo(3);
  }

  private static void assertOne(int times) {
    assertThat(times).isEqualTo(1);
  }

  private static long indices(Embedded backbone) throws IOException {
    return backbone.search("/_cat/indices/telemetry-*?format=json").size();
  }

  private static String appLine(int i) {
    LocalDateTime time =
        LocalDateTime.now(ZoneOffset.UTC).minusMinutes(10).plusNanos(i * 1_000_000L);
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").format(time)
        + " [main] INFO  shop.App - needle-"
        + i
        + " done";
  }

  private static String now() {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")
        .format(LocalDateTime.now(ZoneOffset.UTC));
  }

  private static String randomDate(Random random) {
    LocalDateTime time = LocalDateTime.of(1995, 1, 1, 0, 0).plusMinutes(random.nextInt(20_000_000));
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS").format(time);
  }

  private static void write(Path file, Stream<String> lines) throws IOException {
    Files.write(file, lines.toList());
  }
}
