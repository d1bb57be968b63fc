// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exporter while Kafka is away: nothing listens on the port. */
final class KafkaSpanExporterTest {

  private static final String NOBODY = "127.0.0.1:1";

  @Test
  void failsAndCounts_whenQueueIsFull() {
    PrometheusRegistry metrics = new PrometheusRegistry();
    try (KafkaSpanExporter exporter = builder().queueBytesMax(50).metrics(metrics).build()) {
      CompletableResultCode result = exporter.export(List.of(span(10)));

      assertThat(result.isDone()).isTrue();
      assertThat(result.isSuccess()).isFalse();
    }
    assertThat(dropped(metrics)).isEqualTo(1);
  }

  @Test
  void failsAndCounts_whenSpanIsLargerThanARecord() {
    PrometheusRegistry metrics = new PrometheusRegistry();
    try (KafkaSpanExporter exporter = builder().metrics(metrics).build()) {
      CompletableResultCode result = exporter.export(List.of(span(1_000_000)));

      assertThat(result.isSuccess()).isFalse();
    }
    assertThat(dropped(metrics)).isEqualTo(1);
  }

  @Test
  void staysOpen_whileKafkaHasNotAcknowledged() {
    KafkaSpanExporter exporter = builder().build();

    CompletableResultCode result = exporter.export(List.of(span(10)));

    assertThat(result.isDone()).isFalse();
    assertThat(exporter.flush().isDone()).isFalse();
    assertThat(exporter.shutdown()).isSameAs(exporter.shutdown());
    assertThat(exporter.export(List.of(span(10))).isSuccess()).isFalse();
  }

  @Test
  void saysWhatToCall_whenKafkaIsNotNamed() {
    assertThatThrownBy(() -> KafkaSpanExporter.builder().build())
        .hasMessage(
            "The exporter of spans.raw has no bootstrap.servers. Call"
                + " bootstrapServers(\"host:9092\").");
  }

  private static KafkaExporterBuilder<KafkaSpanExporter> builder() {
    return KafkaSpanExporter.builder().bootstrapServers(NOBODY);
  }

  private static SpanData span(int bytes) {
    Kept kept = new Kept();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(kept.spans()))
            .build()) {
      provider
          .get("test")
          .spanBuilder("a")
          .setAttribute("text", "x".repeat(bytes))
          .startSpan()
          .end();
    }
    return kept.spans.get(0);
  }

  private static double dropped(PrometheusRegistry metrics) {
    return metrics.scrape().stream()
        .filter(m -> m.getMetadata().getName().endsWith("_dropped"))
        .flatMap(m -> ((CounterSnapshot) m).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }
}
