// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.streams.metrics.Telemetry.SpanOf;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.RealKafka;
import backbone.testkit.RealPrometheus;
import backbone.testkit.RealPrometheus.Sample;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus takes native histograms in protobuf: exact counts, close quantiles. */
class NativeHistogramsIT {

  private static final int SPANS = 1_000;
  private static final String HISTOGRAM = "(traces_span_metrics_duration_milliseconds)";

  @Test
  void prometheusHasCountsSumsAndQuantiles(@TempDir Path folder) throws Exception {
    int port = FreePorts.next();
    String scrape = ShippedScrape.of(new int[] {port}, "500ms", FreePorts.next());
    try (RealPrometheus prometheus = RealPrometheus.started(scrape, "native-histograms");
        RealKafka kafka = RealKafka.started();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      MetricsKillIT.create(kafka, "native", 1);
      try (MetricsProcess metrics =
          MetricsProcess.start(kafka.bootstrap(), "native", folder, port)) {
        send(producer);
        Eventually.await("all", () -> value(prometheus, "histogram_count" + HISTOGRAM) == SPANS);

        assertThat(value(prometheus, "histogram_sum" + HISTOGRAM))
            .isEqualTo(SPANS * (SPANS + 1) / 2.0);
        assertThat(
                value(
                    prometheus,
                    "histogram_quantile(0.5, traces_span_metrics_duration_milliseconds)"))
            .isBetween(SPANS * 0.5 / 1.1, SPANS * 0.5 * 1.1);
        assertThat(
                value(
                    prometheus,
                    "histogram_quantile(0.99, traces_span_metrics_duration_milliseconds)"))
            .isBetween(SPANS * 0.99 / 1.1, SPANS * 0.99 * 1.1);
        assertThat(metrics.alive()).isTrue();
      }
    }
  }

  /** Durations of 1 to 1,000 ms. */
  private static void send(KafkaProducer<byte[], byte[]> producer) throws Exception {
    long nowMs = System.currentTimeMillis();
    List<SpanOf> spans = new ArrayList<>();
    for (int ms = 1; ms <= SPANS; ms++) {
      spans.add(new SpanOf("op", SpanKind.SPAN_KIND_SERVER, false, ms));
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Catalogue.SPANS_NORMALIZED.name("native"), Telemetry.spans("cart", nowMs, spans));
    record
        .headers()
        .add(TelemetryHeaders.ARRIVAL, Long.toString(nowMs).getBytes(StandardCharsets.UTF_8));
    producer.send(record).get();
  }

  private static double value(RealPrometheus prometheus, String query) throws IOException {
    List<Sample> first = prometheus.query(query).values().stream().findFirst().orElse(List.of());
    return first.isEmpty() ? -1 : first.get(0).value();
  }
}
