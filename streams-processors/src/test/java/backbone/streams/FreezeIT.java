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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner that only punctuates, having read nothing since it began, is frozen past its session,
 * another instance takes over, the owner resumes. What it then writes must not become visible.
 */
@Order(7)
class FreezeIT {

  private static final int UNFENCED_TRIES = 3;

  /** Takeovers at a time: they wait for sessions to end nearly all the time. */
  private static final int AT_ONCE = 4;

  private static final long WATCH_MS = 4_000;

  private static final String DOUBLED = "z*a+b+a+b.*";

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
  void nothingOfTheFormerOwnerIsVisible_whenItResumes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> proofs = new ArrayList<>();
      proofs.add(threads.submit(this::unfenced));
      Seeds.all().forEach(seed -> proofs.add(threads.submit(() -> fenced(seed))));
      for (Future<?> proof : proofs) {
        proof.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Void fenced(long seed) throws Exception {
    assertThat(writersOfTakeover("fenced-" + seed, JobMain.Mode.EAGER, new Random(seed)))
        .as("seed %s; repeat with -Dproofs.runs=1 -Dproofs.seed=%s", seed, seed)
        .matches("z*a+b+a*");
    return null;
  }

  /** Shows that the others could fail: with Kafka's own producer the output is doubled. */
  private Void unfenced() throws Exception {
    String writers = "";
    for (int i = 0; i < UNFENCED_TRIES && !writers.matches(DOUBLED); i++) {
      writers = writersOfTakeover("unfenced-" + i, JobMain.Mode.EAGER_UNFENCED, new Random(i));
    }
    assertThat(writers).matches(DOUBLED);
    return null;
  }

  private String writersOfTakeover(String prefix, JobMain.Mode mode, Random random)
      throws Exception {
    Topics topics = Topics.create(kafka, prefix, 1);
    List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    Path first = Files.createDirectories(folder.resolve(prefix + "-a"));
    Path second = Files.createDirectories(folder.resolve(prefix + "-b"));
    try (KafkaConsumer<byte[], byte[]> reader = topics.normalized();
        JobProcess a = begin(topics, first, mode, random.nextBoolean() ? reader : null)) {
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
    return writers(seen);
  }

  /** Starts the owner, on a topic that is empty or that an earlier process has read. */
  private static JobProcess begin(
      Topics topics, Path folder, JobMain.Mode mode, KafkaConsumer<byte[], byte[]> reader)
      throws Exception {
    if (reader != null) {
      try (KafkaProducer<byte[], byte[]> producer = topics.producer()) {
        Topics.send(
            producer, IntStream.range(0, 20).mapToObj(i -> topics.line("line " + i)).toList());
      }
      try (JobProcess z = JobProcess.start(kafka.bootstrap(), topics.prefix(), folder, "z", mode)) {
        awaitWatermarks(reader, new ArrayList<>(), "z", 3);
        assertThat(z.alive()).isTrue();
      }
    }
    return JobProcess.start(kafka.bootstrap(), topics.prefix(), folder, "a", mode);
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

  /**
   * Who wrote, in the order of the log, such as {@code aaabbbb}. The former owner may get the
   * partition back by a rebalance, after which the other one is silent; a record of its own between
   * those of the other is what must not be.
   */
  private static String writers(List<ConsumerRecord<byte[], byte[]>> seen) {
    StringBuilder writers = new StringBuilder();
    seen.forEach(record -> writers.append(Topics.header(record, WriterMark.HEADER)));
    return writers.toString();
  }
}
