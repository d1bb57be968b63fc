// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records of sampled spans of a team; the number of a span is its id. */
final class Spans {

  static final String TOPIC = Catalogue.SPANS_SAMPLED.name();

  private static final long NANOS_PER_MILLI = 1_000_000;

  private Spans() {}

  static Span span(long number) {
    long start = Events.ARRIVAL.toEpochMilli() * NANOS_PER_MILLI + number;
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(7).putLong(number).array()))
        .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(number).array()))
        .setName("GET session")
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + 2_000_000_000L)
        .addAttributes(attribute("db.system", "redis"))
        .addEvents(Span.Event.newBuilder().setTimeUnixNano(start + 1).setName("재시도"))
        .build();
  }

  /** One with a parent, {@code 0000000000000abc}. */
  static Span child(long number) {
    ByteString parent = ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0xabc).array());
    return span(number).toBuilder().setParentSpanId(parent).build();
  }

  static SinkRecord record(long offset, String team, Span... spans) {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(attribute("service.name", "payment-service"))
            .addAttributes(attribute("env", "prod"))
            .addAttributes(attribute("region", "kr"))
            .addAttributes(attribute("team", team))
            .addAttributes(attribute("sampling.policy", "slow"))
            .addAttributes(attribute("sampling.threshold", "0"))
            .build();
    ScopeSpans scope = ScopeSpans.newBuilder().addAllSpans(List.of(spans)).build();
    TracesData data =
        TracesData.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
            .build();
    return record(offset, data.toByteArray());
  }

  static SinkRecord record(long offset, byte[] value) {
    ConnectHeaders headers = new ConnectHeaders();
    String arrival = Long.toString(Events.ARRIVAL.toEpochMilli());
    headers.addBytes(TelemetryHeaders.ARRIVAL, arrival.getBytes(StandardCharsets.UTF_8));
    TimestampType type = TimestampType.LOG_APPEND_TIME;
    return new SinkRecord(TOPIC, 0, null, null, null, value, offset, 0L, type, headers);
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
