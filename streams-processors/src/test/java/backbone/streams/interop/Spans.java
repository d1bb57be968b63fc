// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.interop;

import backbone.schema.Label;
import backbone.schema.MetricMinute;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Locale;

/** Traces and a minute of a metric, as services and jobs make them. */
final class Spans {

  private static final long START_NANO = 1_704_157_872_345_678_901L;

  private Spans() {}

  /** A trace of two spans, of which one failed, so that sampling keeps it. */
  static ExportTraceServiceRequest failed(int number) {
    ResourceSpans.Builder resource = ResourceSpans.newBuilder();
    resource.getResourceBuilder().addAttributes(text("service.name", "auth-service"));
    Span.Builder parent = span(number, 1).setKind(Span.SpanKind.SPAN_KIND_SERVER);
    parent.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    Span.Builder child = span(number, 2).setParentSpanId(parent.getSpanId());
    child.addEventsBuilder().setName("exception").setTimeUnixNano(START_NANO + 1);
    child.addAttributes(text("db.statement", "GET session"));
    resource.addScopeSpansBuilder().addSpans(parent).addSpans(child);
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(resource).build();
  }

  private static Span.Builder span(int trace, int id) {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex(String.format(Locale.ROOT, "%032x", 0xABCDL * trace)))
        .setSpanId(ByteString.fromHex(String.format(Locale.ROOT, "%016x", trace * 100L + id)))
        .setName("POST /login")
        .setStartTimeUnixNano(START_NANO)
        .setEndTimeUnixNano(START_NANO + 1_500_000);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static MetricMinute minute() {
    return MetricMinute.newBuilder()
        .setName("http_responses_total")
        .setServiceName("auth-service")
        .setEnv("prod")
        .setRegion("kr")
        .setLabels(List.of(new Label("status_code", "500")))
        .setStartUnixMilli(1_704_157_860_000L)
        .setPart("0_0")
        .setCount(17)
        .setSum(17.5)
        .setBounds(List.of(0.1, 1.0))
        .setBuckets(List.of(1L, 16L))
        .build();
  }
}
