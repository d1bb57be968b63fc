// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a value that a stamp has made larger than a record may be, between spans. A span that alone
 * is too large stays a part, which its reader must judge.
 */
final class SpanSplit {

  /** A value and the number of spans in it. */
  record Part(byte[] value, int spans) {}

  private final int bytesMax;
  private final List<Part> parts = new ArrayList<>(1);

  private SpanSplit(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** The same spans in the same order, in as many parts as need be. */
  static List<Part> of(TracesData data, int bytesMax) {
    SpanSplit split = new SpanSplit(bytesMax);
    split.add(data, count(data));
    return split.parts;
  }

  private static int count(TracesData data) {
    int spans = 0;
    for (ResourceSpans batch : data.getResourceSpansList()) {
      for (ScopeSpans scope : batch.getScopeSpansList()) {
        spans += scope.getSpansCount();
      }
    }
    return spans;
  }

  private void add(TracesData data, int spans) {
    if (spans <= 1 || data.getSerializedSize() <= bytesMax) {
      parts.add(new Part(data.toByteArray(), spans));
      return;
    }
    int half = spans / 2;
    add(range(data, 0, half), half);
    add(range(data, half, spans), spans - half);
  }

  /** The spans from one number to another, with their resources and scopes. */
  private static TracesData range(TracesData data, int from, int to) {
    TracesData.Builder some = data.toBuilder().clearResourceSpans();
    int at = 0;
    for (ResourceSpans batch : data.getResourceSpansList()) {
      ResourceSpans.Builder part = batch.toBuilder().clearScopeSpans();
      for (ScopeSpans scope : batch.getScopeSpansList()) {
        int first = Math.min(Math.max(from - at, 0), scope.getSpansCount());
        int last = Math.min(Math.max(to - at, 0), scope.getSpansCount());
        if (first < last) {
          part.addScopeSpans(
              scope.toBuilder()
                  .clearSpans()
                  .addAllSpans(scope.getSpansList().subList(first, last)));
        }
        at += scope.getSpansCount();
      }
      if (part.getScopeSpansCount() > 0) {
        some.addResourceSpans(part);
      }
    }
    return some.build();
  }
}
