// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static backbone.launcher.embedded.Ports.Port.CONSOLE;
import static backbone.launcher.embedded.Ports.Port.ELASTICSEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.testkit.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final long BYTES_MAX = 3L << 30;

  @Test
  void findsEachLineOnce_ofPeoplesOwnFiles(@TempDir Path folder) throws Exception {
    Path logs = Files.createDirectories(folder.resolve("my logs"));
    write(logs.resolve("app.log"), IntStream.range(0, LINES).mapToObj(UpIT::appLine));
    Random random = new Random(7);
    write(
        logs.resolve("dates.log"),
        IntStream.range(0, RANDOM_DATES).mapToObj(i -> randomDate(random) + " INFO line " + i));
    long expected = LINES + RANDOM_DATES;
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
      assertThat(found(backbone, "needle-1234")).isEqualTo(1);

      Command.Result second = backbone.tryUp("--no-demo");
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.output()).contains("is in use by process").contains("./backbone down");

      appended(backbone, logs.resolve("app.log"));
      stopsWholly(backbone, folder);
    }
  }

  /** One shared test, because a start costs half a minute: the demo, its fault, its memory. */
  @Test
  void showsTheDemosFault_inLessThanThreeGibibytes(@TempDir Path folder) throws Exception {
    try (Embedded backbone = new Embedded(folder.resolve("data"), PORT_BASE + 20)) {
      backbone.up();
      Eventually.await("a first line of the demo", () -> found(backbone, "") > 0);
      long before = found(backbone, "level:error");
      String data = folder.resolve("data").toString();
      assertThat(Command.run("demo", "fault", "bad-token", "--for", "1m", "--data", data).code())
          .isZero();
      Eventually.await("the cause", () -> found(backbone, "%22audience+mismatch%22") > 20);
      assertThat(found(backbone, "level:error")).isGreaterThan(before + 20);
      assertThat(peakBytes(backbone)).isLessThanOrEqualTo(BYTES_MAX);
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
    Files.writeString(
        file,
        "2026-01-02 03:04:05.678 [main] ERROR a.B - fresh-line-99\n",
        java.nio.file.StandardOpenOption.APPEND);
    Eventually.await("the fresh line", () -> found(backbone, "fresh-line-99") == 1);
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

  private static long found(Embedded backbone, String query) throws IOException {
    JsonNode answer = backbone.get(CONSOLE, "/api/histogram?from=-7d&q=" + query);
    return answer.path("total").asLong(-1);
  }

  private static long indices(Embedded backbone) throws IOException {
    return backbone.get(ELASTICSEARCH, "/_cat/indices/telemetry-*?format=json").size();
  }

  private static long peakBytes(Embedded backbone) throws IOException {
    long sum = peakBytes(backbone.state().launcher());
    for (PartState part : backbone.state().parts()) {
      for (Running process : part.processes()) {
        sum += peakBytes(process);
      }
    }
    return sum;
  }

  /** Linux's high-water mark of resident memory; elsewhere nothing is claimed. */
  private static long peakBytes(Running process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElse(0);
  }

  private static String appLine(int i) {
    LocalDateTime time =
        LocalDateTime.now(ZoneOffset.UTC).minusMinutes(10).plusNanos(i * 1_000_000L);
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").format(time)
        + " [main] INFO  shop.App - needle-"
        + i
        + " done";
  }

  private static String randomDate(Random random) {
    LocalDateTime time = LocalDateTime.of(1995, 1, 1, 0, 0).plusMinutes(random.nextInt(20_000_000));
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS").format(time);
  }

  private static void write(Path file, Stream<String> lines) throws IOException {
    Files.write(file, lines.toList());
  }
}
