// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.Outcome;
import backbone.sink.Piece;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A record's spans, or some of them when it is too large. {@code TracesData} and a request have the
 * same fields, so that the bytes of several, one after another, are one request; what is not taken
 * apart is sent exactly as it is in the topic, and sent again it is the same bytes.
 *
 * @param value serialized {@code TracesData}
 * @param fault why this one span can never be sent, or null
 */
record TracesPiece(byte[] value, Outcome.Dead fault) implements Piece<TracesPiece> {

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  /**
   * Takes a record's value apart as far as needed: below a size, and so that a span that no server
   * takes is alone.
   *
   * @param bytesMax bytes of a piece at most, unless a single span has more
   * @return nothing when there is no span
   * @throws InvalidProtocolBufferException when it is not {@code TracesData}
   */
  static List<TracesPiece> of(byte[] value, int bytesMax) throws InvalidProtocolBufferException {
    TracesData data = TracesData.parseFrom(value);
    List<TracesPiece> pieces = new ArrayList<>();
    int count = count(data);
    if (count > 0 && value.length <= bytesMax && fault(data) == null) {
      pieces.add(new TracesPiece(value, null));
    } else if (count > 0) {
      gather(data, bytesMax, pieces);
    }
    return pieces;
  }

  @Override
  public int bytes() {
    return value.length;
  }

  @Override
  public String name() {
    TracesData data = data();
    Span first = data.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    int more = count(data) - 1;
    return hex(first.getTraceId())
        + "-"
        + hex(first.getSpanId())
        + (more > 0 ? " and " + more + " more" : "");
  }

  @Override
  public List<TracesPiece> split() {
    TracesData data = data();
    int count = count(data);
    if (count < 2) {
      return List.of();
    }
    return List.of(
        new TracesPiece(part(data, 0, count / 2).toByteArray(), null),
        new TracesPiece(part(data, count / 2, count).toByteArray(), null));
  }

  private TracesData data() {
    try {
      return TracesData.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("bug: it was read before", e);
    }
  }

  private static void gather(TracesData data, int bytesMax, List<TracesPiece> pieces) {
    int count = count(data);
    Outcome.Dead fault = fault(data);
    if (count == 1 || (fault == null && data.getSerializedSize() <= bytesMax)) {
      pieces.add(new TracesPiece(part(data, 0, count).toByteArray(), fault));
    } else {
      gather(part(data, 0, count / 2), bytesMax, pieces);
      gather(part(data, count / 2, count), bytesMax, pieces);
    }
  }

  /** Spans {@code from} to {@code to}, counted over all, each with its resource and scope. */
  private static TracesData part(TracesData data, int from, int to) {
    TracesData.Builder part = TracesData.newBuilder();
    int before = 0;
    for (ResourceSpans resource : data.getResourceSpansList()) {
      ResourceSpans.Builder some = resource.toBuilder().clearScopeSpans();
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        int begin = Math.max(from - before, 0);
        int end = Math.min(to - before, scope.getSpansCount());
        if (begin < end) {
          List<Span> spans = scope.getSpansList().subList(begin, end);
          some.addScopeSpans(scope.toBuilder().clearSpans().addAllSpans(spans));
        }
        before += scope.getSpansCount();
      }
      if (some.getScopeSpansCount() > 0) {
        part.addResourceSpans(some);
      }
    }
    return part.build();
  }

  private static int count(TracesData data) {
    return data.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .mapToInt(ScopeSpans::getSpansCount)
        .sum();
  }

  /** Servers refuse a whole request for one id of another length. */
  private static Outcome.Dead fault(TracesData data) {
    for (ResourceSpans resource : data.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          if (!hasPossibleIds(span)) {
            return new Outcome.Dead(
                "bad-id", "an id of its is not of 16 bytes for a trace or 8 for a span");
          }
        }
      }
    }
    return null;
  }

  private static boolean hasPossibleIds(Span span) {
    boolean parent =
        span.getParentSpanId().isEmpty() || span.getParentSpanId().size() == SPAN_ID_BYTES;
    return parent
        && span.getTraceId().size() == TRACE_ID_BYTES
        && span.getSpanId().size() == SPAN_ID_BYTES
        && span.getLinksList().stream()
            .allMatch(
                link ->
                    link.getTraceId().size() == TRACE_ID_BYTES
                        && link.getSpanId().size() == SPAN_ID_BYTES);
  }

  private static String hex(ByteString id) {
    int shown = Math.min(id.size(), TRACE_ID_BYTES);
    return HexFormat.of().formatHex(id.substring(0, shown).toByteArray());
  }
}
