// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.schema.Topic;
import backbone.schema.otlp.SpanCursor;
import backbone.streams.RunningJob;
import backbone.streams.metrics.Telemetry.SpanOf;
import backbone.streams.sampling.SamplingMain;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 exemplars, and the trace of each is one that real tail sampling has kept, of which most
 * traces are not. Each is in the bucket that its value belongs to.
 */
@Order(6)
class ExemplarsIT {

  private static final int EXEMPLARS = 10_000;
  private static final int NAMES = 1_500;
  private static final int PARTITIONS = 2;
  private static final int BATCH = 400;
  private static final int LONGEST_LOG2_MS = 14;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Pattern BUCKET =
      Pattern.compile(
          "traces_span_metrics_duration_milliseconds_bucket\\{.*le=\"(?<le>[^\"]+)\".*?} \\S+"
              + "(?: # \\{(?<labels>[^}]*)} (?<value>\\S+) .*)?");
  private static final Pattern TRACE = Pattern.compile("trace_id=\"(?<id>[0-9a-f]{32})\"");

  @TempDir Path folder;

  private final Random random = new Random(Seeds.all().findFirst().orElseThrow());
  private final Set<String> sent = new HashSet<>();

  @Test
  void noneDangles() throws Exception {
    try (RealKafka kafka = RealKafka.started();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      String prefix = "exemplars";
      MetricsKillIT.create(kafka, prefix, PARTITIONS);
      kafka.createTopics(
          List.of(
              make(Catalogue.SPANS_SAMPLED, prefix), make(Catalogue.SAMPLING_DECISIONS, prefix)));
      try (RunningJob sampling =
              SamplingMain.job(
                  SamplingMain.config(
                      kafka.bootstrap(), prefix, folder.resolve("sampling"), PATIENCE),
                  new PrometheusRegistry());
          MetricsProcess metrics =
              MetricsProcess.start(kafka.bootstrap(), prefix, folder.resolve("metrics"))) {
        sampling.start();
        Set<String> seen = collect(producer, prefix, metrics);
        Set<String> kept = kept(kafka, Catalogue.SPANS_SAMPLED.name(prefix));
        System.out.println(
            "exemplars of " + seen.size() + " traces; kept " + kept.size() + " of " + sent.size());
        assertThat(kept).hasSizeLessThan(sent.size() * 3 / 4);
        seen.removeAll(kept);
        assertThat(seen).as("exemplars that lead to nothing").isEmpty();
      }
    }
  }

  private static NewTopic make(Topic topic, String prefix) {
    return new NewTopic(topic.name(prefix), PARTITIONS, (short) 1).configs(topic.configs());
  }

  /** Sends until so many different ones were shown. */
  private Set<String> collect(
      KafkaProducer<byte[], byte[]> producer, String prefix, MetricsProcess metrics)
      throws Exception {
    Set<String> seen = new HashSet<>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (seen.size() < EXEMPLARS) {
      assertThat(System.nanoTime()).as(seen.size() + " were shown").isLessThan(deadline);
      send(producer, prefix);
      if (sent.size() % (10 * BATCH) == 0 && metrics.alive()) {
        scrape(metrics, seen);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return seen;
  }

  private static void scrape(MetricsProcess metrics, Set<String> seen) throws Exception {
    List<String> lines;
    try {
      lines = metrics.openMetrics();
    } catch (java.net.ConnectException e) {
      return;
    }
    double below = 0;
    for (String line : lines) {
      Matcher bucket = BUCKET.matcher(line);
      if (!bucket.matches()) {
        continue;
      }
      double le = Double.parseDouble(bucket.group("le").replace("Inf", "Infinity"));
      if (bucket.group("labels") != null) {
        Matcher trace = TRACE.matcher(bucket.group("labels"));
        assertThat(trace.find()).as(line).isTrue();
        seen.add(trace.group("id"));
        double ms = Double.parseDouble(bucket.group("value"));
        assertThat(ms).as(line).isGreaterThan(below).isLessThanOrEqualTo(le);
      }
      below = le == Double.POSITIVE_INFINITY ? 0 : le;
    }
  }

  /** A third of the traces failed and are kept; so are those that are slow. */
  private void send(KafkaProducer<byte[], byte[]> producer, String prefix) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    long nowMs = System.currentTimeMillis();
    String topic = Catalogue.SPANS_NORMALIZED.name(prefix);
    for (int i = 0; i < BATCH; i++) {
      long trace = random.nextLong();
      long ms = 1L << random.nextInt(LONGEST_LOG2_MS);
      boolean failed = random.nextInt(3) == 0;
      SpanOf span = new SpanOf("op" + random.nextInt(NAMES), SpanKind.SPAN_KIND_SERVER, failed, ms);
      String id = hex(trace);
      sent.add(id);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topic,
              Math.floorMod(trace, PARTITIONS),
              id.getBytes(UTF_8),
              Telemetry.span("cart", nowMs - ms, span, trace, 1 + i, 0));
      record.headers().add(TelemetryHeaders.ARRIVAL, Long.toString(nowMs).getBytes(UTF_8));
      all.add(producer.send(record));
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ProducerRecord<byte[], byte[]> mark = new ProducerRecord<>(topic, partition, null, null);
      mark.headers()
          .add(TelemetryHeaders.CONTROL, TelemetryHeaders.CONTROL_WATERMARK.getBytes(UTF_8))
          .add(TelemetryHeaders.RAW, (Catalogue.SPANS_RAW.name(prefix) + "/0").getBytes(UTF_8))
          .add(TelemetryHeaders.WATERMARK, Long.toString(nowMs).getBytes(UTF_8));
      all.add(producer.send(mark));
    }
    for (Future<?> one : all) {
      one.get();
    }
  }

  private static String hex(long low) {
    return String.format("%032x", new java.math.BigInteger(Long.toUnsignedString(low)));
  }

  private static Set<String> kept(RealKafka kafka, String topic) {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    List<TopicPartition> all =
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
    Set<String> kept = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      reader.assign(all);
      reader.seekToBeginning(all);
      Map<TopicPartition, Long> ends = reader.endOffsets(all);
      SpanCursor cursor = new SpanCursor();
      while (all.stream().anyMatch(p -> reader.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
          cursor.reset(record.value(), 0, record.value().length);
          while (cursor.next()) {
            kept.add(hex(cursor.traceLow()));
          }
        }
      }
    }
    return kept;
  }
}
