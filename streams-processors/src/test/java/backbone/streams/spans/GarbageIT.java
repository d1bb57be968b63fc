// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static backbone.schema.TelemetryHeaders.CONTENT_TYPE;
import static backbone.schema.TelemetryHeaders.RAW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.TelemetryHeaders;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.service.Health;
import backbone.streams.RunningJob;
import backbone.streams.spans.Garbage.Bad;
import backbone.streams.spans.Garbage.Fate;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Garbage and good traces side by side, through a real broker: each bad record becomes a dead
 * letter or spans with a mark, each good trace arrives, and the books balance.
 */
class GarbageIT {

  private static final int PARTITIONS = 2;

  private static final RegistryClient NOBODY =
      new RegistryClient(RegistryConfig.of("http://127.0.0.1:1"));

  @TempDir Path folder;

  /** What was seen of one raw record. */
  private static final class Seen {
    private final List<Span> spans = new ArrayList<>();
    private int dead;
  }

  private final Map<String, Bad> bad = new HashMap<>();
  private final Map<String, Span> good = new HashMap<>();
  private final Map<String, Seen> seen = new HashMap<>();
  private final Set<String> watermarks = new HashSet<>();

  @Test
  void badRecordsStopNothing_andEachHasItsFate() throws Exception {
    long seed = Long.getLong("proofs.seed", System.nanoTime());
    System.out.println("GarbageIT seed " + seed + "; repeat with -Dproofs.seed=" + seed);
    PrometheusRegistry metrics = new PrometheusRegistry();
    try (RealKafka kafka = RealKafka.started()) {
      SpanTopics topics = SpanTopics.create(kafka, "garbage", PARTITIONS);
      NormalizeSpans plan = new NormalizeSpans(topics.config(folder), NOBODY, metrics);
      try (RunningJob job = new RunningJob(topics.config(folder), plan);
          KafkaConsumer<byte[], byte[]> reader = topics.outputs()) {
        job.start();
        send(topics, new Random(seed));
        Eventually.await("fate of each record", () -> drain(topics, reader) == 0);
        Eventually.await("watermarks everywhere", () -> watermarks(topics, reader));
        judge();
        Eventually.await("books", () -> job.health().state() == Health.State.HEALTHY);
        assertThat(job.health().facts()).containsEntry("ledgerResidue", 0L);
      }
    }
  }

  private void send(SpanTopics topics, Random random) throws Exception {
    List<Bad> garbage = new Garbage(random, System.currentTimeMillis()).get();
    List<Future<RecordMetadata>> sentBad = new ArrayList<>();
    List<Future<RecordMetadata>> sentGood = new ArrayList<>();
    List<Span> goodSpans = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = topics.producer()) {
      for (int i = 0; i < garbage.size(); i++) {
        goodSpans.add(Batches.span(1 + i / 3, 1 + i, "good"));
        sentGood.add(
            producer.send(record(topics, Batches.of(goodSpans.get(i)).toByteArray(), null)));
        sentBad.add(
            producer.send(record(topics, garbage.get(i).value(), garbage.get(i).contentType())));
      }
    }
    for (int i = 0; i < garbage.size(); i++) {
      good.put(place(topics, sentGood.get(i).get()), goodSpans.get(i));
      bad.put(place(topics, sentBad.get(i).get()), garbage.get(i));
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      SpanTopics topics, byte[] value, String contentType) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.raw(), value);
    if (contentType != null) {
      record.headers().add(CONTENT_TYPE, contentType.getBytes(UTF_8));
    }
    return record;
  }

  private static String place(SpanTopics topics, RecordMetadata at) {
    return topics.raw() + "/" + at.partition() + "/" + at.offset();
  }

  /** Reads on; gives how many raw records have no fate yet. */
  private long drain(SpanTopics topics, KafkaConsumer<byte[], byte[]> reader) throws Exception {
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
      if (record.topic().equals(topics.dead())) {
        of(record).dead++;
      } else if (record.value() == null) {
        watermarks.add(record.partition() + " " + SpanTopics.header(record, RAW));
      } else {
        take(record);
      }
    }
    return good.keySet().stream().filter(place -> !seen.containsKey(place)).count()
        + bad.entrySet().stream().filter(e -> !settled(e.getValue(), seen.get(e.getKey()))).count();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    assertThat(record.partition())
        .isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS);
    assertThat(record.value().length).isLessThan(1 << 20);
    assertThat(SpanTopics.header(record, TelemetryHeaders.ENV)).isEqualTo("prod");
    TracesData data = TracesData.parseFrom(record.value());
    data.getResourceSpansList()
        .forEach(
            resource ->
                resource
                    .getScopeSpansList()
                    .forEach(scope -> of(record).spans.addAll(scope.getSpansList())));
  }

  private Seen of(ConsumerRecord<byte[], byte[]> record) {
    return seen.computeIfAbsent(SpanTopics.header(record, RAW), place -> new Seen());
  }

  private static boolean settled(Bad bad, Seen seen) {
    return seen != null && (seen.dead > 0 || seen.spans.size() >= bad.spans());
  }

  private boolean watermarks(SpanTopics topics, KafkaConsumer<byte[], byte[]> reader)
      throws Exception {
    drain(topics, reader);
    return watermarks.size() == PARTITIONS * PARTITIONS;
  }

  private void judge() {
    good.forEach(
        (place, sent) -> {
          assertThat(seen.get(place).dead).as("dead letters of a good span at %s", place).isZero();
          assertThat(seen.get(place).spans)
              .as("good span at %s", place)
              .extracting(Span::getTraceId)
              .containsExactly(sent.getTraceId());
        });
    bad.forEach(
        (place, sent) -> judge(sent, seen.get(place), sent.kind() + " (" + sent.fate() + ")"));
  }

  private static void judge(Bad sent, Seen found, String as) {
    if (sent.fate() == Fate.DEAD) {
      assertThat(found.dead).as(as).isEqualTo(1);
      assertThat(found.spans).as(as).isEmpty();
    } else if (sent.fate() == Fate.SETTLED) {
      assertThat(found.dead + found.spans.size()).as(as).isEqualTo(1);
    } else {
      assertThat(found.dead).as(as).isZero();
      assertThat(found.spans).as(as).hasSize(sent.spans());
    }
    if (sent.fate() == Fate.MARKED) {
      assertThat(found.spans.get(0).getAttributesList())
          .as(as)
          .anyMatch(attribute -> attribute.getKey().equals("telemetry.clock"));
    }
  }
}
