// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.TelemetryHeaders;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job is killed again and again while records flow, and events of several records are held;
 * nothing may be lost, doubled, parted or miscounted.
 */
@Order(1)
class KillIT {

  private static final int KILLS = 4;
  private static final int BATCH = 200;
  private static final int BATCH_MS = 40;
  private static final int LIFE_MS_MAX = 3_000;

  @TempDir Path folder;

  @Test
  void eachOriginIsThereOnce_andTheBooksBalance_whenTheJobIsKilled() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      Seeds.forEach((random, seed) -> prove(kafka, random, "kill-" + seed));
    }
  }

  private void prove(RealKafka kafka, Random random, String prefix) throws Exception {
    Topics topics = Topics.create(kafka, prefix, 2);
    FlakyShipper shipper = new FlakyShipper(topics.raw(), random);
    KeyedLines lines = new KeyedLines(topics.raw(), random);
    Path state = Files.createDirectories(folder.resolve(prefix));
    try (KafkaProducer<byte[], byte[]> producer = topics.producer()) {
      for (int i = 0; i < KILLS; i++) {
        try (JobProcess job =
            JobProcess.start(kafka.bootstrap(), prefix, state, "job-" + i, JobMain.Mode.REAL)) {
          long killAt = System.nanoTime() + lifetimeNanos(random);
          while (System.nanoTime() < killAt) {
            Topics.send(producer, shipper.next(BATCH));
            Topics.send(producer, lines.next());
            TimeUnit.MILLISECONDS.sleep(BATCH_MS);
          }
          job.kill();
        }
      }
      Topics.send(producer, shipper.next(BATCH));
    }
    PrometheusRegistry metrics = new PrometheusRegistry();
    try (StreamsJob last =
        JobMain.job(
            JobMain.config(kafka.bootstrap(), prefix, state, "last"), metrics, JobMain.Mode.REAL)) {
      last.start();
      Set<String> expected = shipper.identities();
      Map<String, String> joined = KeyedLines.expected(topics.allRaw());
      judge(readAll(topics, expected.size() + joined.size()), expected, joined);
      int items = expected.size() + lines.sent();
      Eventually.await("books in full", () -> gauge(metrics, "emitted") == items);
      assertThat(gauge(metrics, "open")).isZero();
      assertThat(gauge(metrics, null)).isZero();
    }
  }

  /** Long enough to get going, short enough to be hit at work. */
  private static long lifetimeNanos(Random random) {
    return TimeUnit.MILLISECONDS.toNanos(2_500 + random.nextInt(LIFE_MS_MAX));
  }

  private static List<ConsumerRecord<byte[], byte[]>> readAll(Topics topics, int events)
      throws Exception {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    AtomicLong found = new AtomicLong();
    try (KafkaConsumer<byte[], byte[]> reader = topics.normalized()) {
      Eventually.await(
          events + " events",
          () -> {
            int before = all.size();
            Topics.drain(reader, all);
            return found.addAndGet(eventsIn(all.subList(before, all.size()))) >= events;
          });
      for (int i = 0; i < 10; i++) {
        Topics.drain(reader, all);
      }
    }
    return all;
  }

  private static long eventsIn(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().filter(r -> r.value() != null).count();
  }

  private static void judge(
      List<ConsumerRecord<byte[], byte[]>> all, Set<String> expected, Map<String, String> joined) {
    List<String> origins = new ArrayList<>();
    Map<String, String> found = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : all) {
      if (record.value() != null) {
        String[] parts = new String(record.value(), UTF_8).split("\\|", -1);
        if (parts[0].startsWith("file")) {
          origins.add(parts[0]);
        } else {
          String place = Topics.header(record, TelemetryHeaders.RAW);
          assertThat(found.put(place, parts[3])).as("twice: " + place).isNull();
        }
      }
    }
    assertThat(found).isEqualTo(joined);
    assertThat(new TreeSet<>(origins)).isEqualTo(expected);
    assertThat(origins).hasSize(expected.size());
    watermarksHold(all);
  }

  /** No watermark falls back, and no event arrives at or before one that was written before it. */
  private static void watermarksHold(List<ConsumerRecord<byte[], byte[]>> all) {
    Map<String, Long> reached = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : all) {
      String raw = Topics.header(record, TelemetryHeaders.RAW);
      String place =
          record.partition() + " of " + (record.value() == null ? raw : partitionOf(raw));
      long before = reached.getOrDefault(place, 0L);
      String header =
          record.value() == null ? TelemetryHeaders.WATERMARK : TelemetryHeaders.ARRIVAL;
      long time = Long.parseLong(Topics.header(record, header));
      assertThat(time).as(place).isGreaterThan(before);
      if (record.value() == null) {
        reached.put(place, time);
      }
    }
    assertThat(reached).isNotEmpty();
  }

  private static String partitionOf(String coordinates) {
    return coordinates.substring(0, coordinates.lastIndexOf('/'));
  }

  /** Items with a fate; the residue when the fate is null. */
  static double gauge(PrometheusRegistry metrics, String fate) {
    String name = fate == null ? "telemetry_ledger_residue" : "telemetry_ledger_items";
    for (MetricSnapshot snapshot : metrics.scrape(name::equals)) {
      for (GaugeSnapshot.GaugeDataPointSnapshot point :
          ((GaugeSnapshot) snapshot).getDataPoints()) {
        if (fate == null || fate.equals(point.getLabels().get("fate"))) {
          return point.getValue();
        }
      }
    }
    return 0;
  }
}
