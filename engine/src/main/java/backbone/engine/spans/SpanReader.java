// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static backbone.schema.otlp.WireReader.BYTES;
import static backbone.schema.otlp.WireReader.FIXED64;

import backbone.schema.otlp.WireReader;
import java.util.Map;

/** Reads one span: what it is and whether it can go on as it is. */
final class SpanReader {

  private final WireReader span = new WireReader();
  private final Judge judge;
  private final Rewriter rewriter;

  private TraceId traceId;
  private boolean hasSpanId;
  private long start;
  private long end;
  private Map<String, Long> masked = Map.of();

  SpanReader(Judge judge, Rewriter rewriter) {
    this.judge = judge;
    this.rewriter = rewriter;
  }

  /** The span that is the current field, changed only where it must be. */
  SpanRow read(WireReader field, Head scope, long arrivalMs) {
    traceId = null;
    hasSpanId = false;
    start = 0;
    end = 0;
    masked = Map.of();
    span.enter(field);
    boolean clean = true;
    while (span.next()) {
      clean &= judge.isClean(Shape.SPAN, span, 0);
      known();
    }
    SpanRow row = new SpanRow(field.bytes(), field.from(), field.to(), scope);
    if (traceId == null || !hasSpanId) {
      return row;
    }
    if (!clean) {
      int limit = Integer.MAX_VALUE;
      row = row.changed(rewriter.rewrite(Shape.SPAN, row.bytes(), row.from(), row.to(), limit));
      masked = rewriter.takeCounts();
      row = masked.isEmpty() ? row : row.with(Marks.ofMasks(masked));
    }
    byte[] mark = Marks.ofClock(start, end, arrivalMs);
    return mark == null ? row : row.with(mark);
  }

  /** The last span's trace id, or null when it is zero or of a wrong length. */
  TraceId traceId() {
    return traceId;
  }

  boolean hasSpanId() {
    return hasSpanId;
  }

  /** How often each rule fired in the last span. */
  Map<String, Long> masked() {
    return masked;
  }

  private void known() {
    int length = span.to() - span.from();
    if (span.is(1, BYTES)) {
      long high = length == 16 ? id(span.from()) : 0;
      long low = length == 16 ? id(span.from() + 8) : 0;
      traceId = (high | low) == 0 ? null : new TraceId(high, low);
    } else if (span.is(2, BYTES)) {
      hasSpanId = length == 8 && id(span.from()) != 0;
    } else if (span.is(7, FIXED64)) {
      start = span.value();
    } else if (span.is(8, FIXED64)) {
      end = span.value();
    }
  }

  private long id(int at) {
    long id = 0;
    for (int i = at; i < at + 8; i++) {
      id = id << 8 | (span.bytes()[i] & 0xff);
    }
    return id;
  }
}
