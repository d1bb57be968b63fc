// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shipper that is killed at any moment while its files are written, renamed, copied, truncated
 * and deleted, and while its broker comes and goes: each line arrives, and by its range once.
 */
class ShipperTortureIT {

  private static final int WRITERS = 3;
  private static final int BLOWS = 3;

  /** A shipper is up after half a second: most blows hit it at work, some while it starts. */
  private static final int PAUSE_MS_MIN = 400;

  private static final int PAUSE_MS_MAX = 2_000;
  private static final Duration CAUGHT_UP_MAX = Duration.ofSeconds(60);
  private static final Pattern TOKEN = Pattern.compile("s\\d+w\\d-\\d+-end");

  private static RealKafka kafka;

  @TempDir Path folder;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = RealKafka.started();
    kafka.create(List.of(Catalogue.LOGS_RAW));
  }

  @AfterAll
  static void stopBroker() throws Exception {
    kafka.close();
  }

  @Test
  void losesAndRepeatsNothing_whenItIsKilledAmidRotation() {
    Seeds.forEach(this::prove);
  }

  private void prove(Random random, long seed) throws Exception {
    System.out.println("shipper torture, proofs.seed=" + seed);
    Path place = folder.resolve("seed" + seed);
    Files.createDirectories(place.resolve("logs"));
    Map<TopicPartition, Long> from = RawTopic.ends(kafka);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    Process shipper = ShipperProcess.started(kafka.bootstrap(), place);
    try {
      List<LogWriter> writers = writers(place, seed);
      List<Future<List<String>>> running = writers.stream().map(threads::submit).toList();
      for (int i = 0; i < BLOWS; i++) {
        Thread.sleep(random.nextInt(PAUSE_MS_MIN, PAUSE_MS_MAX));
        if (i == 0 && seed % 3 == 0) {
          kafka.kill();
        }
        shipper.destroyForcibly().waitFor();
        shipper = ShipperProcess.started(kafka.bootstrap(), place);
        if (i == 1 && seed % 3 == 0) {
          kafka.start();
        }
      }
      writers.forEach(LogWriter::stop);
      Set<String> written = new HashSet<>();
      for (Future<List<String>> writer : running) {
        written.addAll(writer.get());
      }
      writers.forEach(writer -> System.out.println("  " + writer.deeds()));
      verify(written, seed, from);
    } finally {
      shipper.destroyForcibly().waitFor();
      threads.shutdownNow();
    }
  }

  private static List<LogWriter> writers(Path place, long seed) {
    List<LogWriter> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      writers.add(new LogWriter(place, "s" + seed + "w" + w, w, seed * WRITERS + w));
    }
    return writers;
  }

  private static void verify(Set<String> written, long seed, Map<TopicPartition, Long> from)
      throws Exception {
    Set<String> missing = new HashSet<>(written);
    try {
      Eventually.await(
          "all lines of seed " + seed,
          CAUGHT_UP_MAX,
          () -> {
            missing.removeAll(new HashSet<>(tokens(seed, from, new ArrayList<>())));
            return missing.isEmpty();
          });
    } catch (AssertionError late) {
      throw new AssertionError(
          "missing: " + new TreeSet<>(missing) + ", in records " + holders(missing, from), late);
    }
    List<String> faults = new ArrayList<>();
    List<String> found = tokens(seed, from, faults);
    Set<String> once = new HashSet<>();
    int repeats = found.size();
    found.removeIf(once::add);
    assertThat(found).as("doubled, in records " + holders(found, from)).isEmpty();
    assertThat(faults).isEmpty();
    System.out.println(
        "  " + written.size() + " lines, " + BLOWS + " kills, each once, of " + repeats);
  }

  /** The ranges of the records that hold one of these tokens. */
  private static List<String> holders(Collection<String> found, Map<TopicPartition, Long> from) {
    List<String> ranges = new ArrayList<>();
    if (!found.isEmpty()) {
      for (ProducerRecord<byte[], byte[]> record : RawTopic.records(kafka, from)) {
        String value = new String(record.value(), UTF_8);
        if (found.stream().anyMatch(value::contains)) {
          ranges.add(Reader.header(record, TelemetryHeaders.ORIGIN) + " " + value);
        }
      }
    }
    return ranges;
  }

  private static List<String> tokens(
      long seed, Map<TopicPartition, Long> from, List<String> faults) {
    Reader reader = Reader.of(RawTopic.records(kafka, from));
    faults.addAll(reader.faults);
    List<String> tokens = new ArrayList<>();
    for (String line : reader.lines) {
      TOKEN
          .matcher(line)
          .results()
          .map(java.util.regex.MatchResult::group)
          .filter(token -> token.startsWith("s" + seed + "w"))
          .forEach(tokens::add);
    }
    return tokens;
  }
}
