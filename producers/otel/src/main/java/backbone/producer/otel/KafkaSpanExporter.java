// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import backbone.producer.OtlpSplit;
import backbone.schema.Catalogue;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Writes ended spans to the topic {@code spans.raw}, with nothing between the service and Kafka:
 *
 * <pre>{@code
 * SpanExporter exporter = KafkaSpanExporter.builder().bootstrapServers("kafka:9092").build();
 * }</pre>
 *
 * An export never blocks. Its result succeeds when Kafka has acknowledged every span, and fails
 * when the queue is full, when a span alone is larger than 900 kB, or after shutdown.
 */
public final class KafkaSpanExporter implements SpanExporter {

  private final Outlet outlet;

  private KafkaSpanExporter(Outlet outlet) {
    this.outlet = outlet;
  }

  /** A builder with all defaults. */
  public static KafkaExporterBuilder<KafkaSpanExporter> builder() {
    return new KafkaExporterBuilder<>(Catalogue.SPANS_RAW, false, KafkaSpanExporter::new);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return outlet.send(OtlpSplit.traces(SpanRequest.of(spans), OtlpSplit.PART_BYTES_MAX));
  }

  @Override
  public CompletableResultCode flush() {
    return outlet.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return outlet.shutdown();
  }
}
