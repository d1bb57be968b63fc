// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.TelemetryHeaders;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records of the normalized spans, as tests write them. */
final class Traces {

  private static final long NANOS_PER_MS = 1_000_000;

  private Traces() {}

  /** A record as normalize-spans writes it. */
  record Piece(byte[] key, byte[] value, Headers headers) {}

  /** What one fragment holds. */
  record Shape(String service, String name, int spans, boolean error, long durationMs) {}

  static byte[] key(long high, long low) {
    HexFormat hex = HexFormat.of();
    return (hex.toHexDigits(high) + hex.toHexDigits(low)).getBytes(UTF_8);
  }

  /** A fragment of a trace; its spans have the ids from {@code firstSpan} on. */
  static Piece fragment(long high, long low, long firstSpan, Shape shape, long arrivalMs) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < shape.spans(); i++) {
      scope.addSpans(span(high, low, firstSpan + i, shape, arrivalMs));
    }
    ResourceSpans.Builder batch =
        ResourceSpans.newBuilder()
            .setResource(
                Resource.newBuilder()
                    .addAttributes(text("service.name", shape.service()))
                    .addAttributes(text("env", "prod"))
                    .addAttributes(text("region", "kr"))
                    .addAttributes(text("team", "shop")))
            .addScopeSpans(scope);
    Headers headers =
        new RecordHeaders()
            .add(TelemetryHeaders.ARRIVAL, Long.toString(arrivalMs).getBytes(UTF_8))
            .add(TelemetryHeaders.RAW, "spans.raw/0/7".getBytes(UTF_8));
    return new Piece(
        key(high, low),
        TracesData.newBuilder().addResourceSpans(batch).build().toByteArray(),
        headers);
  }

  private static Span span(long high, long low, long id, Shape shape, long arrivalMs) {
    long startNano = (arrivalMs - shape.durationMs()) * NANOS_PER_MS;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(high, low))
            .setSpanId(bytes(id))
            .setParentSpanId(ByteString.EMPTY)
            .setName(shape.name())
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(startNano)
            .setEndTimeUnixNano(startNano + shape.durationMs() * NANOS_PER_MS);
    if (shape.error()) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return span.build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString bytes(long... parts) {
    ByteBuffer out = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      out.putLong(part);
    }
    return ByteString.copyFrom(out.array());
  }

  /** The watermark of a raw partition. */
  static Piece watermark(String rawPartition, long ms) {
    return new Piece(
        null,
        null,
        new RecordHeaders()
            .add(TelemetryHeaders.CONTROL, TelemetryHeaders.CONTROL_WATERMARK.getBytes(UTF_8))
            .add(TelemetryHeaders.RAW, rawPartition.getBytes(UTF_8))
            .add(TelemetryHeaders.WATERMARK, Long.toString(ms).getBytes(UTF_8)));
  }

  /** {@code trace id/span id} of every span in a value. */
  static java.util.List<String> spans(byte[] value) {
    try {
      return TracesData.parseFrom(value).getResourceSpansList().stream()
          .flatMap(batch -> batch.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .map(s -> hex(s.getTraceId()) + "/" + hex(s.getSpanId()))
          .toList();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
