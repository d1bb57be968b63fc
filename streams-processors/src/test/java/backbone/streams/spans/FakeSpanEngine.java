// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.engine.spans.RawSpans;
import backbone.engine.spans.SpanOutput;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tiny engine that does with a span what its name says: {@code dead}, {@code drop}, {@code throw}
 * once everything before it is written, {@code lose}; anything else goes to its trace.
 */
final class FakeSpanEngine implements SpanEngine {

  @Override
  public void normalize(RawSpans raw, SpanOutput output) {
    Map<String, ScopeSpans.Builder> traces = new TreeMap<>();
    for (ResourceSpans resource : read(raw, output).getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> take(span, traces, output));
      }
    }
    Resource.Builder owner = Resource.newBuilder();
    owner.addAttributes(Batches.text("env", raw.env()));
    owner.addAttributes(Batches.text("region", raw.region()));
    owner.addAttributes(Batches.text("team", raw.team() == null ? "default" : raw.team()));
    traces.forEach(
        (trace, spans) ->
            output.trace(
                trace,
                TracesData.newBuilder()
                    .addResourceSpans(
                        ResourceSpans.newBuilder().setResource(owner).addScopeSpans(spans))
                    .build()
                    .toByteArray(),
                spans.getSpansCount()));
  }

  private static ExportTraceServiceRequest read(RawSpans raw, SpanOutput output) {
    try {
      return ExportTraceServiceRequest.parseFrom(raw.value());
    } catch (InvalidProtocolBufferException e) {
      output.dead("undecodable", "The bytes are no batch of spans.", "***", 1);
      return ExportTraceServiceRequest.getDefaultInstance();
    }
  }

  private static void take(Span span, Map<String, ScopeSpans.Builder> traces, SpanOutput output) {
    switch (span.getName()) {
      case "dead" -> output.dead("span-id", "The span has no id.", "***", 1);
      case "drop" -> output.dropped("blank", 1);
      case "throw" -> throw new IllegalStateException("secret");
      case "lose" -> {}
      default ->
          traces
              .computeIfAbsent(
                  HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                  trace -> ScopeSpans.newBuilder())
              .addSpans(span);
    }
  }
}
