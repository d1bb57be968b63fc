// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner whose input is idle, while its decisions are due, is frozen past its session; another
 * instance takes over; the owner resumes. What is kept is what an undisturbed sampler keeps.
 */
@Order(6)
class SamplingFreezeIT {

  private static final int PARTITIONS = 2;
  private static final long WATCH_MS = 4_000;

  /** The last watermarks: time jumps ahead, and everything that was open is due. */
  private static final int LAST = Script.RAW_PARTITIONS;

  @TempDir Path folder;

  @Test
  void keptSpansAreThoseOfAnUndisturbedRun_whenAFrozenOwnerResumes() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      long seed = Seeds.all().findFirst().orElseThrow();
      int runs = Math.max(1, (int) Seeds.all().count() / 3);
      for (int i = 0; i < runs; i++) {
        System.out.println("SamplingFreezeIT seed " + (seed + i));
        prove(kafka, new Random(seed + i), "freeze-" + (seed + i));
      }
    }
  }

  private void prove(RealKafka kafka, Random random, String prefix) throws Exception {
    SamplingTopics topics = SamplingTopics.create(kafka, prefix, PARTITIONS);
    Script script = new Script(random, new Script.Size(3_000, PARTITIONS, 10_000), topics.raw());
    Script.Expected expected = Outcome.expected(script, PARTITIONS);
    Path first = Files.createDirectories(folder.resolve(prefix + "-a"));
    Path second = Files.createDirectories(folder.resolve(prefix + "-b"));
    boolean dueBefore = random.nextBoolean();
    try (ScriptSender sender = new ScriptSender(topics, script);
        SamplingProcess a = SamplingProcess.start(topics, first, Script.WAIT_MS)) {
      sender.sendAllBut(LAST, Integer.MAX_VALUE);
      awaitWork(topics);
      if (dueBefore) {
        sender.send(LAST);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(250));
      a.freeze();
      sender.send(LAST);
      try (SamplingProcess b = SamplingProcess.start(topics, second, Script.WAIT_MS)) {
        Outcome.read(topics, expected).isThat(expected);
        a.resume();
        TimeUnit.MILLISECONDS.sleep(WATCH_MS);
        Outcome.read(topics, expected).isThat(expected);
        assertThat(a.alive() && b.alive()).isTrue();
      }
    }
  }

  private static void awaitWork(SamplingTopics topics) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> sampled = topics.sampled()) {
      Eventually.await(
          "sampled spans of the first owner",
          () -> {
            seen.addAll(SamplingTopics.drain(sampled));
            return !seen.isEmpty();
          });
    }
  }
}
