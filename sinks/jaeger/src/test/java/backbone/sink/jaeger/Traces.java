// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Small traces for tests; the number of a span is its id. */
final class Traces {

  private static final long START = 1_795_428_000_000_000_000L;

  private Traces() {}

  static Span span(long number) {
    return Span.newBuilder()
        .setTraceId(id(7, number))
        .setSpanId(id(number))
        .setName("GET session")
        .setStartTimeUnixNano(START + number)
        .setEndTimeUnixNano(START + number + 1_000)
        .build();
  }

  static Span named(long number, String name) {
    return span(number).toBuilder().setName(name).build();
  }

  static byte[] value(Span... spans) {
    return data(List.of(spans)).toByteArray();
  }

  static TracesData data(List<Span> spans) {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("service.name")
                    .setValue(AnyValue.newBuilder().setStringValue("payment-service")))
            .build();
    ScopeSpans scope = ScopeSpans.newBuilder().addAllSpans(spans).build();
    return TracesData.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build();
  }

  /** Trace and span id. */
  static String ids(Span span) {
    return hex(span.getTraceId()) + "-" + hex(span.getSpanId());
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  static long number(Span span) {
    return span.getSpanId().asReadOnlyByteBuffer().getLong();
  }

  static ByteString id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    Arrays.stream(parts).forEach(bytes::putLong);
    return ByteString.copyFrom(bytes.array());
  }
}
