// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Locale;

/** Batches of spans as a sender makes them. */
final class Batches {

  static final long START_NANO = 1_700_000_000_000_000_000L;

  private Batches() {}

  /** A batch of one service. */
  static ExportTraceServiceRequest of(List<Span> spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
        .build();
  }

  static ExportTraceServiceRequest of(Span... spans) {
    return of(List.of(spans));
  }

  /** A good span; its trace and its own id are made of two small numbers from 1. */
  static Span span(int trace, int id, String name) {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex(traceId(trace)))
        .setSpanId(ByteString.fromHex(String.format(Locale.ROOT, "%016x", id)))
        .setName(name)
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(START_NANO)
        .setEndTimeUnixNano(START_NANO + 1_000_000)
        .build();
  }

  static String traceId(int trace) {
    return String.format(Locale.ROOT, "%032x", trace);
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
