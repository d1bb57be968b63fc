// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

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
import java.util.List;

/** Fragments as the normalizing job writes them. */
final class Fragments {

  static final long NANOS_PER_MS = 1_000_000;

  /** A span in short; {@code parent} 0 for a root. */
  record Sketch(
      long id, long parent, String service, String name, long startMs, long endMs, boolean error) {}

  private Fragments() {}

  static Sketch root(long id, String service, String name, long startMs, long endMs) {
    return new Sketch(id, 0, service, name, startMs, endMs, false);
  }

  static byte[] of(long high, long low, Sketch... spans) {
    return of(high, low, List.of(spans));
  }

  static byte[] of(long high, long low, List<Sketch> spans) {
    TracesData.Builder data = TracesData.newBuilder();
    for (Sketch sketch : spans) {
      data.addResourceSpans(
          ResourceSpans.newBuilder()
              .setResource(resource(sketch.service()))
              .addScopeSpans(ScopeSpans.newBuilder().addSpans(span(high, low, sketch))));
    }
    return data.build().toByteArray();
  }

  private static Resource resource(String service) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", service))
        .addAttributes(attribute("env", "prod"))
        .addAttributes(attribute("region", "kr"))
        .addAttributes(attribute("team", "team-of-" + service))
        .build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static Span span(long high, long low, Sketch sketch) {
    byte[] trace = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(trace))
            .setSpanId(id(sketch.id()))
            .setName(sketch.name())
            .setStartTimeUnixNano(sketch.startMs() * NANOS_PER_MS)
            .setEndTimeUnixNano(sketch.endMs() * NANOS_PER_MS);
    if (sketch.parent() != 0) {
      span.setParentSpanId(id(sketch.parent()));
    }
    if (sketch.error()) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return span.build();
  }

  private static ByteString id(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }
}
