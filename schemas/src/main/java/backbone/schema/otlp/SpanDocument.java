// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A span as a JSON document, just as the index gets it. Names follow ECS; absent values are left
 * out.
 *
 * @param id {@code traceId-spanId-hash}: a client that repeats a span meets its own document, and
 *     two spans that share an id, as Zipkin's client and server do, do not meet
 * @param startUnixNano start of the span, nanoseconds since 1970, 0 to {@link Long#MAX_VALUE}
 * @param team owning team
 * @param json one line of UTF-8 JSON without a line end
 */
public record SpanDocument(String id, long startUnixNano, String team, byte[] json) {

  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * One document for each span, in order.
   *
   * @param arrivalMs broker append time of the raw record, milliseconds since 1970
   */
  public static List<SpanDocument> of(TracesData data, long arrivalMs) {
    List<SpanDocument> documents = new ArrayList<>();
    for (ResourceSpans batch : data.getResourceSpansList()) {
      SpanJson json = new SpanJson(batch.getResource(), arrivalMs);
      for (ScopeSpans scope : batch.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          documents.add(
              new SpanDocument(
                  id(span, json.service()),
                  SpanJson.unixNano(span.getStartTimeUnixNano()),
                  json.team(),
                  json.of(span, scope.getScope())));
        }
      }
    }
    return documents;
  }

  /** Without the trace state, which the sampler writes: a repeat may be kept by another policy. */
  private static String id(Span span, String service) {
    byte[] content = span.toBuilder().clearTraceState().build().toByteArray();
    long hash = fnv(fnv(FNV_START, content), service.getBytes(UTF_8));
    HexFormat hex = HexFormat.of();
    return hex.formatHex(span.getTraceId().toByteArray())
        + '-'
        + hex.formatHex(span.getSpanId().toByteArray())
        + '-'
        + hex.toHexDigits(hash ^ hash >>> 29);
  }

  private static long fnv(long start, byte[] bytes) {
    long hash = start;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
