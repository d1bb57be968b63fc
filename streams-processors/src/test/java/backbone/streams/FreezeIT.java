// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner that only punctuates is frozen past its session, another instance takes over, the owner
 * resumes. What it then writes must not become visible.
 */
class FreezeIT {

  private static final int UNFENCED_TRIES = 3;
  private static final long WATCH_MS = 4_000;

  private static RealKafka kafka;

  @TempDir Path folder;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = RealKafka.started();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void nothingOfTheFormerOwnerIsVisible_whenItResumes() {
    Seeds.forEach(
        (random, seed) ->
            assertThat(writtenAfterTakeover("fenced-" + seed, "fenced", random)).isZero());
  }

  /** Shows that the test above could fail: with Kafka's own producer the output is doubled. */
  @Test
  void formerOwnersOutputIsVisible_whenTheProducerIsKafkasOwn() throws Exception {
    long doubled = 0;
    for (int i = 0; i < UNFENCED_TRIES && doubled == 0; i++) {
      doubled = writtenAfterTakeover("unfenced-" + i, "unfenced", new Random(i));
    }
    assertThat(doubled).isPositive();
  }

  private long writtenAfterTakeover(String prefix, String mode, Random random) throws Exception {
    Topics topics = Topics.create(kafka, prefix, 1);
    List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    Path first = Files.createDirectories(folder.resolve(prefix + "-a"));
    Path second = Files.createDirectories(folder.resolve(prefix + "-b"));
    try (KafkaConsumer<byte[], byte[]> reader = topics.normalized();
        JobProcess a = JobProcess.start(kafka.bootstrap(), prefix, first, "a", mode)) {
      topics.send(IntStream.range(0, 20).mapToObj(i -> topics.line("line " + i)).toList());
      awaitWatermarks(reader, seen, "a", 3);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
      a.freeze();
      try (JobProcess b = JobProcess.start(kafka.bootstrap(), prefix, second, "b", mode)) {
        awaitWatermarks(reader, seen, "b", 2);
        a.resume();
        watch(reader, seen);
        assertThat(a.alive() && b.alive()).isTrue();
      }
    }
    return countOfOldOwner(seen);
  }

  /** Waits until a writer has written so many watermarks, the idle partition's. */
  private static void awaitWatermarks(
      KafkaConsumer<byte[], byte[]> reader,
      List<ConsumerRecord<byte[], byte[]>> seen,
      String writer,
      int count)
      throws Exception {
    Eventually.await(
        count + " watermarks of " + writer,
        () -> {
          Topics.drain(reader, seen);
          return seen.stream().filter(r -> r.value() == null && by(r, writer)).count() >= count;
        });
  }

  private static void watch(
      KafkaConsumer<byte[], byte[]> reader, List<ConsumerRecord<byte[], byte[]>> seen) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WATCH_MS);
    while (System.nanoTime() < until) {
      Topics.drain(reader, seen);
    }
  }

  private static boolean by(ConsumerRecord<byte[], byte[]> record, String writer) {
    return writer.equals(Topics.header(record, WriterMark.HEADER));
  }

  private static long countOfOldOwner(List<ConsumerRecord<byte[], byte[]>> seen) {
    long takeover = seen.stream().filter(r -> by(r, "b")).findFirst().orElseThrow().offset();
    return seen.stream().filter(r -> by(r, "a") && r.offset() > takeover).count();
  }
}
