// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import static backbone.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import backbone.testkit.RealKafka;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SDK with both exporters on a real broker. */
final class KafkaExportersIT {

  private static RealKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = RealKafka.started();
    kafka.create(List.of(Catalogue.SPANS_RAW, Catalogue.LOGS_RAW));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void writesEverySpanOnceAndBelowTheLimit_whenSpansAreLarge() throws Exception {
    String text = "x".repeat(60_000);
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        KafkaSpanExporter.builder()
                            .bootstrapServers(kafka.bootstrap())
                            .env("prod")
                            .region("kr")
                            .team("payments")
                            .build())
                    .build())
            .build()) {
      Tracer tracer = provider.get("test");
      for (int i = 0; i < 60; i++) {
        tracer.spanBuilder("span-" + i).setAttribute("text", text).startSpan().end();
      }
      assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    List<String> names = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer = consumer(Catalogue.SPANS_RAW.name())) {
      await(
          "60 spans",
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            names.clear();
            for (var record : records) {
              names.addAll(spanNames(record.value()));
            }
            return names.size() >= 60;
          });
    }
    assertThat(names).hasSize(60).doesNotHaveDuplicates();
    assertThat(records).hasSizeGreaterThan(3).allMatch(r -> r.value().length <= 900_000);
    var first = records.get(0);
    assertThat(header(first, TelemetryHeaders.CONTENT_TYPE)).isEqualTo("application/x-protobuf");
    assertThat(header(first, TelemetryHeaders.TEAM)).isEqualTo("payments");
    assertThat(header(first, TelemetryHeaders.ENV)).isEqualTo("prod");
    assertThat(records)
        .extracting(r -> Origin.parse(header(r, TelemetryHeaders.ORIGIN)).start())
        .doesNotHaveDuplicates();
  }

  @Test
  void writesLogs_whenTheyAreNotOurOwn() throws Exception {
    try (SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(
                BatchLogRecordProcessor.builder(
                        KafkaLogRecordExporter.builder()
                            .bootstrapServers(kafka.bootstrap())
                            .build())
                    .build())
            .build()) {
      provider.get("org.apache.kafka.clients.NetworkClient").logRecordBuilder().emit();
      provider.get("shop.Pay").logRecordBuilder().setBody("paid").emit();
      assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    try (var consumer = consumer(Catalogue.LOGS_RAW.name())) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      await(
          "the log record",
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return !records.isEmpty();
          });
      ExportLogsServiceRequest request = ExportLogsServiceRequest.parseFrom(records.get(0).value());
      assertThat(request.getResourceLogs(0).getScopeLogsList()).hasSize(1);
      assertThat(
              request
                  .getResourceLogs(0)
                  .getScopeLogs(0)
                  .getLogRecords(0)
                  .getBody()
                  .getStringValue())
          .isEqualTo("paid");
      assertThat(new String(records.get(0).key(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(Origin.parse(header(records.get(0), TelemetryHeaders.ORIGIN)).source());
    }
  }

  private static List<String> spanNames(byte[] value) throws Exception {
    return ExportTraceServiceRequest.parseFrom(value).getResourceSpansList().stream()
        .flatMap(group -> group.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(io.opentelemetry.proto.trace.v1.Span::getName)
        .toList();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Map<String, Object> settings = new HashMap<>(kafka.client());
    settings.put("group.id", "check-" + topic);
    settings.put("auto.offset.reset", "earliest");
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(
        record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
