// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a normalizer made of a record. */
final class Made implements SpanOutput {

  final List<String> traceIds = new ArrayList<>();
  final List<byte[]> values = new ArrayList<>();
  final List<TracesData> traces = new ArrayList<>();
  final Map<String, Integer> dead = new TreeMap<>();
  final List<String> reasons = new ArrayList<>();
  final List<String> excerpts = new ArrayList<>();
  final List<String> dropped = new ArrayList<>();

  static Made of(RawSpans raw) {
    Made made = new Made();
    SpanNormalizer.standard().normalize(raw, made);
    return made;
  }

  static Made of(byte[] value) {
    return of(Spans.raw(value));
  }

  @Override
  public void trace(String traceId, byte[] tracesData, int spans) {
    TracesData data;
    try {
      data = TracesData.parseFrom(tracesData);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
    traceIds.add(traceId);
    values.add(tracesData);
    traces.add(data);
    if (spans(data).size() != spans) {
      throw new AssertionError("it says " + spans + " and holds " + spans(data).size());
    }
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt, int spans) {
    dead.merge(faultClass, spans, Integer::sum);
    reasons.add(reason);
    excerpts.add(maskedExcerpt);
  }

  @Override
  public void dropped(String reason, int spans) {
    dropped.add(reason);
  }

  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    traces.forEach(data -> spans.addAll(spans(data)));
    return spans;
  }

  /** The span of a record that holds exactly one. */
  Span span() {
    if (spans().size() != 1 || !dead.isEmpty()) {
      throw new AssertionError(spans() + " dead=" + dead + reasons);
    }
    return spans().get(0);
  }

  Resource resource() {
    return traces.get(0).getResourceSpans(0).getResource();
  }

  int deadSpans() {
    return dead.values().stream().mapToInt(Integer::intValue).sum();
  }

  static List<Span> spans(TracesData data) {
    List<Span> spans = new ArrayList<>();
    for (ResourceSpans batch : data.getResourceSpansList()) {
      for (ScopeSpans scope : batch.getScopeSpansList()) {
        spans.addAll(scope.getSpansList());
      }
    }
    return spans;
  }
}
