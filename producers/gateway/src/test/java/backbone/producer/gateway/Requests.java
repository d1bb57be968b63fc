// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** OTLP requests to send. */
final class Requests {

  private Requests() {}

  /** So many spans of one service, each with a text of so many bytes. */
  static ExportTraceServiceRequest spans(int count, int textBytes) {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      spans.add(span(i, textBytes));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource())
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
        .build();
  }

  /** So many spans with nothing in them, which take two bytes each. */
  static ExportTraceServiceRequest emptySpans(int count) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addAllSpans(Collections.nCopies(count, Span.getDefaultInstance()))))
        .build();
  }

  static Span span(int number, int textBytes) {
    byte[] id = ByteBuffer.allocate(16).putLong(7).putLong(number).array();
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(id))
        .setSpanId(ByteString.copyFrom(id, 8, 8))
        .setName("GET /items")
        .setStartTimeUnixNano(1_700_000_000_000_000_000L)
        .setEndTimeUnixNano(1_700_000_000_001_000_000L)
        .addAttributes(text("http.route", "/items"))
        .addAttributes(text("text", "x".repeat(textBytes)))
        .build();
  }

  static ExportLogsServiceRequest logs(int count, int textBytes) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < count; i++) {
      scope.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(i + 1L)
              .setBody(AnyValue.newBuilder().setStringValue("x".repeat(textBytes))));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(scope))
        .build();
  }

  static ExportMetricsServiceRequest gauge() {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource())
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .addMetrics(
                            Metric.newBuilder()
                                .setName("g")
                                .setGauge(
                                    Gauge.newBuilder()
                                        .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))))))
        .build();
  }

  private static Resource resource() {
    return Resource.newBuilder().addAttributes(text("service.name", "shop")).build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
