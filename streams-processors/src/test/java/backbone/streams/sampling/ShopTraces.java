// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.TelemetryHeaders;
import backbone.streams.sampling.Traces.Piece;
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
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Numbered traces of a shop for the benches: three fragments of 2, 2 and 1 spans, a span with its
 * share of the resource about 350 bytes. One trace in a hundred has an error, one is slow.
 */
final class ShopTraces {

  static final int FRAGMENTS = 3;
  static final int SPANS = 5;
  static final int SLOW_MS = 1_000;

  private static final long ODD = 0x9e3779b97f4a7c15L;
  private static final int SERVICES = 20;
  private static final long NANOS_PER_MS = 1_000_000;
  private static final List<String> ROUTES =
      List.of("/api/orders/{id}", "/api/cart", "/api/stock/{sku}", "/api/users/{id}/addresses");

  /** What the policies make of a trace. */
  enum Fate {
    ERROR,
    SLOW,
    REST
  }

  private ShopTraces() {}

  static Fate fate(int trace) {
    int of = (int) Math.floorMod(mix(trace) >>> 8, 100L);
    return of == 0 ? Fate.ERROR : of == 1 ? Fate.SLOW : Fate.REST;
  }

  static int partition(int trace, int partitions) {
    return (int) Math.floorMod(mix(trace), (long) partitions);
  }

  /** Number of the trace with an id. */
  static int number(ByteString traceId) {
    long inverse = ODD;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - ODD * inverse;
    }
    return (int) (traceId.asReadOnlyByteBuffer().getLong() * inverse);
  }

  /** A fragment, 0 to 2, of a trace that began at a time. */
  static Piece fragment(int trace, int fragment, long beganMs, long arrivalMs) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    int last = Math.min(2 * fragment + 2, SPANS);
    for (int span = 2 * fragment; span < last; span++) {
      scope.addSpans(span(trace, span, beganMs));
    }
    TracesData data =
        TracesData.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(resource((trace + fragment) % SERVICES))
                    .addScopeSpans(scope))
            .build();
    RecordHeaders headers = new RecordHeaders();
    headers.add(TelemetryHeaders.ARRIVAL, Long.toString(arrivalMs).getBytes(UTF_8));
    headers.add(TelemetryHeaders.RAW, "spans.raw/0/7".getBytes(UTF_8));
    return new Piece(Traces.key(high(trace), low(trace)), data.toByteArray(), headers);
  }

  private static Resource resource(int service) {
    return Resource.newBuilder()
        .addAttributes(text("service.name", "service-" + service))
        .addAttributes(text("host.name", "node-" + service % 7 + ".kr.example"))
        .addAttributes(text("env", "prod"))
        .addAttributes(text("region", "kr"))
        .addAttributes(text("team", "shop"))
        .build();
  }

  private static Span span(int trace, int number, long beganMs) {
    String route = ROUTES.get(Math.floorMod(trace + number, ROUTES.size()));
    boolean last = number == SPANS - 1;
    boolean slow = last && fate(trace) == Fate.SLOW;
    boolean error = last && fate(trace) == Fate.ERROR;
    long startNano = (beganMs + number) * NANOS_PER_MS;
    long tookMs = slow ? SLOW_MS + 500 : 5 + Math.floorMod(mix(trace) >>> 16, 100L);
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(high(trace), low(trace)))
            .setSpanId(bytes(id(trace, number)))
            .setParentSpanId(number == 0 ? ByteString.EMPTY : bytes(id(trace, number - 1)))
            .setName("GET " + route)
            .setKind(
                number % 2 == 0 ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
            .setStartTimeUnixNano(startNano)
            .setEndTimeUnixNano(startNano + tookMs * NANOS_PER_MS)
            .addAttributes(text("http.request.method", "GET"))
            .addAttributes(text("http.route", route))
            .addAttributes(text("url.path", "/api/orders/" + trace))
            .addAttributes(number("http.response.status_code", error ? 500 : 200))
            .addAttributes(number("thread.cpu.time", 1_000L * tookMs));
    if (error) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return span.build();
  }

  private static long high(int trace) {
    return trace * ODD;
  }

  private static long low(int trace) {
    return mix(trace + (1L << 50));
  }

  private static long id(int trace, int span) {
    return mix(trace * 8L + span + (1L << 40));
  }

  private static long mix(long number) {
    long mixed = (number + 1) * ODD;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static ByteString bytes(long... parts) {
    ByteBuffer out = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      out.putLong(part);
    }
    return ByteString.copyFrom(out.array());
  }
}
