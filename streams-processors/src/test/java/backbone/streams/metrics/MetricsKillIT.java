// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.MetricMinute;
import backbone.schema.Topic;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes share the job and are killed again and again while records flow and both are
 * scraped: no total ever falls, and at the end totals, bursts and minutes are the truth.
 */
@Order(4)
class MetricsKillIT {

  private static final int KILLS = 2;
  private static final int BATCH = 60;
  private static final int BATCH_MS = 40;
  private static final int LIFE_MS_MIN = 2_000;
  private static final int LIFE_MS_SPREAD = 2_500;

  @TempDir Path folder;

  @Test
  void totalsNeverFall_andAreTheTruthAtLast_whenTheJobIsKilled() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      Seeds.forEach((random, seed) -> prove(kafka, random, "metrics-" + seed));
    }
  }

  private void prove(RealKafka kafka, Random random, String prefix) throws Exception {
    int partitions = 1 + random.nextInt(4);
    create(kafka, prefix, partitions);
    MetricsProcess[] pair = new MetricsProcess[2];
    try (Scraper scraper = new Scraper();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      Traffic traffic = new Traffic(producer, prefix, partitions, random);
      for (int i = 0; i < KILLS; i++) {
        revive(pair, kafka, prefix, scraper);
        live(traffic, random);
        kill(pair, random.nextInt(pair.length), scraper);
      }
      revive(pair, kafka, prefix, scraper);
      traffic.send(BATCH);
      Eventually.await("totals in full", () -> missing(traffic, scraper).isEmpty());
      Eventually.await("minutes in full", () -> minutes(kafka, prefix).equals(counts(traffic)));
      assertThat(scraper.falls()).isEmpty();
      assertThat(scraper.scrapes()).isGreaterThan(50);
      assertThat(scraper.newest()).containsAllEntriesOf(traffic.truth);
    } finally {
      for (MetricsProcess process : pair) {
        if (process != null) {
          process.kill();
        }
      }
    }
  }

  static void create(RealKafka kafka, String prefix, int partitions) throws Exception {
    kafka.createTopics(
        List.of(
            make(Catalogue.LOGS_RAW, prefix, 1),
            make(Catalogue.SPANS_RAW, prefix, 1),
            make(Catalogue.LOGS_NORMALIZED, prefix, partitions),
            make(Catalogue.SPANS_NORMALIZED, prefix, partitions),
            make(Catalogue.METRICS_MINUTES, prefix, 1)));
  }

  private static NewTopic make(Topic topic, String prefix, int partitions) {
    return new NewTopic(topic.name(prefix), partitions, (short) 1).configs(topic.configs());
  }

  private void revive(MetricsProcess[] pair, RealKafka kafka, String prefix, Scraper scraper)
      throws Exception {
    for (int i = 0; i < pair.length; i++) {
      if (pair[i] == null) {
        Path state = folder.resolve(prefix + "-" + i);
        pair[i] = scraper.add(MetricsProcess.start(kafka.bootstrap(), prefix, state));
      }
    }
  }

  private static void live(Traffic traffic, Random random) throws Exception {
    long nanos = TimeUnit.MILLISECONDS.toNanos(LIFE_MS_MIN + random.nextInt(LIFE_MS_SPREAD));
    for (long until = System.nanoTime() + nanos; System.nanoTime() < until; ) {
      traffic.send(BATCH);
      if (random.nextInt(20) == 0) {
        traffic.watermarks();
      }
      TimeUnit.MILLISECONDS.sleep(BATCH_MS);
    }
  }

  private static void kill(MetricsProcess[] pair, int which, Scraper scraper)
      throws InterruptedException {
    assertThat(pair[which].alive()).isTrue();
    pair[which].kill();
    scraper.remove(pair[which]);
    pair[which] = null;
  }

  private static Map<String, Double> missing(Traffic traffic, Scraper scraper) {
    Map<String, Double> missing = new TreeMap<>(traffic.truth);
    missing.entrySet().removeIf(e -> e.getValue().equals(scraper.newest().get(e.getKey())));
    return missing;
  }

  /** Counts of the series as the minutes tell them: newest revision of each part, added up. */
  private static Map<String, Long> minutes(RealKafka kafka, String prefix) throws Exception {
    Map<String, MetricMinute> parts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        read(kafka, Catalogue.METRICS_MINUTES.name(prefix))) {
      MetricMinute minute = MetricMinute.fromByteBuffer(ByteBuffer.wrap(record.value()));
      String part =
          new String(record.key(), java.nio.charset.StandardCharsets.UTF_8)
              + minute.getStartUnixMilli()
              + minute.getPart();
      parts.merge(part, minute, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
    }
    Map<String, Long> counts = new TreeMap<>();
    parts.values().forEach(m -> counts.merge(text(m), m.getCount(), Long::sum));
    return counts;
  }

  private static String text(MetricMinute minute) {
    String[] labels =
        minute.getLabels().stream()
            .flatMap(label -> java.util.stream.Stream.of(label.getKey(), label.getValue()))
            .toArray(String[]::new);
    return Traffic.text(
        minute.getName() + (minute.getKind().equals("histogram") ? "_count" : ""),
        minute.getServiceName(),
        labels);
  }

  private static Map<String, Long> counts(Traffic traffic) {
    Map<String, Long> counts = new TreeMap<>();
    traffic.truth.forEach((series, value) -> counts.put(series, value.longValue()));
    counts
        .keySet()
        .removeIf(
            series ->
                series.contains("_milliseconds_sum")
                    || series.startsWith(Traffic.BURSTS)
                    || series.startsWith(Traffic.EDGES));
    return counts;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(RealKafka kafka, String topic) {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    List<TopicPartition> all = IntStream.of(0).mapToObj(p -> new TopicPartition(topic, p)).toList();
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      reader.assign(all);
      reader.seekToBeginning(all);
      long end = reader.endOffsets(all).values().iterator().next();
      List<ConsumerRecord<byte[], byte[]>> records = new java.util.ArrayList<>();
      while (reader.position(all.get(0)) < end) {
        reader.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}
