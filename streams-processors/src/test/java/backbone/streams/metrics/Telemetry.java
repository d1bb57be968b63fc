// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.LogEvent;
import backbone.schema.LogEvents;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Normalized records as the other jobs write them, and the codecs of a test without registry. */
final class Telemetry {

  static final long NANOS_PER_MS = 1_000_000;

  static final String THROWN = "(thrown)";

  /** Making one lets Avro read them in this process. */
  private static final LogEvent NOTHING = LogEvents.builder().build();

  private Telemetry() {}

  /** One span to be; after {@link #THROWN} comes the type of an exception that it records. */
  record SpanOf(String name, Span.SpanKind kind, boolean error, long durationMs, String... attrs) {}

  static DeriveMetricsTopology.Codecs codecs() {
    return new DeriveMetricsTopology.Codecs(
        () -> (value, headers) -> event(value), () -> minute -> bytes(minute::toByteBuffer));
  }

  static LogEvent.Builder event(String service, String level, long ms) {
    return LogEvents.builder()
        .setServiceName(service)
        .setLevel(level)
        .setEventTimeUnixNano(ms * NANOS_PER_MS)
        .setArrivalUnixMilli(ms)
        .setEnv("prod")
        .setRegion("kr")
        .setTeam("shop");
  }

  static byte[] bytes(LogEvent event) {
    return bytes(event::toByteBuffer);
  }

  static LogEvent event(byte[] value) {
    try {
      return value.length == 0 ? NOTHING : LogEvent.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new backbone.schema.registry.UnknownSchemaException("no event");
    }
  }

  static byte[] spans(String service, long startMs, List<SpanOf> spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (SpanOf span : spans) {
      scope.addSpans(span(span, startMs));
    }
    return data(service, scope);
  }

  private static byte[] data(String service, ScopeSpans.Builder scope) {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(text("service.name", service))
            .addAttributes(text("env", "prod"))
            .addAttributes(text("region", "kr"))
            .addAttributes(text("team", "shop"))
            .build();
    return TracesData.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  /** One span with its place in a trace. */
  static byte[] span(String service, long startMs, SpanOf of, long trace, long id, long parent) {
    Span.Builder span = span(of, startMs).toBuilder().setTraceId(id(0, trace)).setSpanId(id(id));
    if (parent != 0) {
      span.setParentSpanId(id(parent));
    }
    return data(service, ScopeSpans.newBuilder().addSpans(span));
  }

  private static ByteString id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      bytes.putLong(part);
    }
    return ByteString.copyFrom(bytes.array());
  }

  private static Span span(SpanOf of, long startMs) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setSpanId(ByteString.copyFrom(new byte[8]))
            .setName(of.name())
            .setKind(of.kind())
            .setStartTimeUnixNano(startMs * NANOS_PER_MS)
            .setEndTimeUnixNano((startMs + of.durationMs()) * NANOS_PER_MS);
    if (of.error()) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    for (int i = 0; i < of.attrs().length; i += 2) {
      if (of.attrs()[i].equals(THROWN)) {
        span.addEvents(exception(of.attrs()[i + 1]));
      } else {
        span.addAttributes(text(of.attrs()[i], of.attrs()[i + 1]));
      }
    }
    return span.build();
  }

  private static Span.Event exception(String type) {
    return Span.Event.newBuilder()
        .setName("exception")
        .addAttributes(text("exception.type", type))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private interface Writing {
    ByteBuffer write() throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    try {
      ByteBuffer buffer = writing.write();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
