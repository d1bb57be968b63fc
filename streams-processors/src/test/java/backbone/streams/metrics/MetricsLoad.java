// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.streams.JobsConfig;
import backbone.streams.RunningJob;
import backbone.streams.metrics.Telemetry.SpanOf;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many spans the job counts in a second, from a topic that was filled before. Arguments: number
 * of records (three spans each), number of services, commit interval in ms. By hand; no test.
 */
final class MetricsLoad {

  private static final int SPANS = 3;
  private static final int DISTINCT = 5_000;

  private MetricsLoad() {}

  public static void main(String[] args) throws Exception {
    int records = Integer.parseInt(args[0]);
    PrometheusRegistry metrics = new PrometheusRegistry();
    try (RealKafka kafka = RealKafka.started()) {
      kafka.create(Catalogue.topics());
      fill(kafka, records, Integer.parseInt(args[1]));
      JobsConfig config =
          MetricsJobMain.config(
              kafka.bootstrap(),
              "telemetry",
              Files.createTempDirectory("metrics-load"),
              Duration.ofMillis(Long.parseLong(args[2])));
      DeriveMetrics plan = new DeriveMetrics(config, Telemetry.codecs(), metrics, 0);
      try (RunningJob job = new RunningJob(config, plan)) {
        job.start();
        measure(metrics, (long) records * SPANS);
      }
    }
  }

  private static void measure(PrometheusRegistry metrics, long all) throws Exception {
    Eventually.await("a third", Duration.ofMinutes(2), () -> sent(metrics) > all / 3);
    long from = sent(metrics);
    long begun = System.nanoTime();
    Eventually.await("all", Duration.ofMinutes(3), () -> sent(metrics) >= all);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%,d spans in %.1f s: %,.0f spans/s, %d MB heap%n",
        all - from,
        seconds,
        (all - from) / seconds,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    long shown = System.nanoTime();
    Eventually.await("shown", () -> calls(metrics) == all);
    System.out.printf("all shown %.1f s later%n", (System.nanoTime() - shown) / 1e9);
  }

  private static long sent(PrometheusRegistry metrics) {
    return (long) sum(metrics, "telemetry_derive_metrics_sent");
  }

  private static long calls(PrometheusRegistry metrics) {
    return (long) sum(metrics, "traces_span_metrics_calls");
  }

  private static double sum(PrometheusRegistry metrics, String name) {
    double sum = 0;
    for (MetricSnapshot snapshot : metrics.scrape()) {
      if (snapshot.getMetadata().getName().equals(name)) {
        for (CounterSnapshot.CounterDataPointSnapshot point :
            ((CounterSnapshot) snapshot).getDataPoints()) {
          sum += point.getValue();
        }
      }
    }
    return sum;
  }

  private static void fill(RealKafka kafka, int records, int services) throws Exception {
    Random random = new Random(1);
    long nowMs = System.currentTimeMillis();
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      values.add(record(random, nowMs - random.nextInt(60_000), services, i + 1));
    }
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("compression.type", "lz4");
    config.put("linger.ms", 20);
    config.put("batch.size", 256 << 10);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] arrival = Long.toString(nowMs).getBytes(UTF_8);
      Future<?> last = null;
      for (int i = 0; i < records; i++) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                Catalogue.SPANS_NORMALIZED.name(), i % 4, null, values.get(i % DISTINCT));
        record.headers().add(TelemetryHeaders.ARRIVAL, arrival);
        last = producer.send(record);
      }
      last.get();
    }
  }

  /** The server's side of what the record before called, and two calls of which one has none. */
  private static byte[] record(Random random, long startMs, int services, long trace) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    String service = "service-" + random.nextInt(services);
    for (int i = 0; i < SPANS; i++) {
      boolean server = i == 0;
      SpanOf span =
          new SpanOf(
              "GET /thing/" + random.nextInt(20),
              server ? SpanKind.SPAN_KIND_SERVER : SpanKind.SPAN_KIND_CLIENT,
              random.nextInt(50) == 0,
              random.nextInt(300),
              "http.request.method",
              "GET",
              "http.route",
              "/thing/" + random.nextInt(20),
              "http.response.status_code",
              "200",
              "server.address",
              "thing-" + random.nextInt(100) + ".internal",
              "user_agent.original",
              "Mozilla/5.0 (X11; Linux x86_64) load");
      record.writeBytes(
          server
              ? Telemetry.span(service, startMs, span, trace - 1, 1, 2)
              : Telemetry.span(service, startMs, span, trace, 1L + i, 1));
    }
    return record.toByteArray();
  }
}
