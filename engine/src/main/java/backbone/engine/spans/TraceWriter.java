// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import java.util.ArrayList;
import java.util.List;

/** Writes the spans of a trace as TracesData, split between spans where they do not fit. */
final class TraceWriter {

  private static final int BATCHES = 1;
  private static final int INNER = 2;

  /** Tag and longest length of a field. */
  private static final int FIELD_BYTES = 6;

  /** Longer texts than this are shortened first; then half of it, and so on. */
  private static final int TEXT_BYTES_FIRST = 512 * 1024;

  private static final int TEXT_BYTES_LAST = 64;

  /**
   * All values of a record together. Each repeats its resource and scope, so that a small record of
   * many traces and one huge resource would otherwise fill the memory.
   */
  static final int OUTPUT_BYTES_MAX = 32 << 20;

  /** A value that is ready to leave. */
  record Chunk(String traceId, byte[] data, int spans) {}

  private final Rewriter rewriter;
  private final Faults faults;
  private long written;

  TraceWriter(Rewriter rewriter, Faults faults) {
    this.rewriter = rewriter;
    this.faults = faults;
  }

  /** Forgets the record before. */
  void begin() {
    written = 0;
  }

  /** Adds one value or more to {@code out}; a span that fits into none becomes a fault. */
  void write(TraceId id, List<SpanRow> spans, int bytesMax, List<Chunk> out) {
    String hex = id.hex();
    List<SpanRow> chunk = new ArrayList<>(spans.size());
    long size = 0;
    for (SpanRow span : spans) {
      SpanRow row = alone(span) <= bytesMax ? span : shortened(span, bytesMax);
      if (row == null) {
        continue;
      }
      long more = added(chunk, row);
      if (written + alone(row) > OUTPUT_BYTES_MAX) {
        tooMuch(span);
        continue;
      }
      if (size + more > bytesMax) {
        out.add(new Chunk(hex, serialized(chunk, (int) size), chunk.size()));
        chunk.clear();
        size = 0;
        more = alone(row);
      }
      chunk.add(row);
      size += more;
      written += more;
    }
    if (!chunk.isEmpty()) {
      out.add(new Chunk(hex, serialized(chunk, (int) size), chunk.size()));
    }
  }

  private void tooMuch(SpanRow span) {
    faults.add(
        "too-much",
        "The record's resources, repeated for each of its traces, take more than "
            + OUTPUT_BYTES_MAX
            + " bytes. Send smaller resources or fewer traces at once.",
        span);
  }

  private SpanRow shortened(SpanRow span, int bytesMax) {
    rewriter.enter(span.scope().service());
    for (int limit = TEXT_BYTES_FIRST; limit >= TEXT_BYTES_LAST; limit /= 2) {
      byte[] less = rewriter.rewrite(Shape.SPAN, span.bytes(), span.from(), span.to(), limit);
      SpanRow row = span.changed(less).with(Marks.CUT);
      if (alone(row) <= bytesMax) {
        return row;
      }
    }
    faults.add(
        "too-large",
        "The span has more than " + bytesMax + " bytes even with its texts cut to 64.",
        span);
    return null;
  }

  /** Bytes of a message with this span alone, at most. */
  private static long alone(SpanRow row) {
    Head scope = row.scope();
    return 3L * FIELD_BYTES + row.size() + scope.fields().length + scope.outer().fields().length;
  }

  /** Bytes that a span adds behind others, at most. */
  private static long added(List<SpanRow> chunk, SpanRow row) {
    if (chunk.isEmpty()) {
      return alone(row);
    }
    Head scope = row.scope();
    Head before = chunk.get(chunk.size() - 1).scope();
    long bytes = (long) FIELD_BYTES + row.size();
    bytes += scope == before ? 0 : FIELD_BYTES + scope.fields().length;
    return scope.outer() == before.outer()
        ? bytes
        : bytes + FIELD_BYTES + scope.outer().fields().length;
  }

  private static byte[] serialized(List<SpanRow> rows, int capacity) {
    WireWriter out = new WireWriter(capacity);
    for (int from = 0; from < rows.size(); ) {
      Head batch = rows.get(from).scope().outer();
      int size = batch.fields().length;
      int to = from;
      while (to < rows.size() && rows.get(to).scope().outer() == batch) {
        int next = scopeEnd(rows, to);
        size += WireWriter.sizeOf(scopeSize(rows, to, next));
        to = next;
      }
      out.open(BATCHES, size);
      out.raw(batch.fields(), 0, batch.fields().length);
      while (from < to) {
        int next = scopeEnd(rows, from);
        scope(rows, from, next, out);
        from = next;
      }
    }
    return out.toBytes();
  }

  private static void scope(List<SpanRow> rows, int from, int to, WireWriter out) {
    byte[] fields = rows.get(from).scope().fields();
    out.open(INNER, scopeSize(rows, from, to));
    out.raw(fields, 0, fields.length);
    for (int i = from; i < to; i++) {
      SpanRow row = rows.get(i);
      out.open(INNER, row.size());
      out.raw(row.bytes(), row.from(), row.to());
    }
  }

  private static int scopeEnd(List<SpanRow> rows, int from) {
    Head scope = rows.get(from).scope();
    int to = from + 1;
    while (to < rows.size() && rows.get(to).scope() == scope) {
      to++;
    }
    return to;
  }

  private static int scopeSize(List<SpanRow> rows, int from, int to) {
    int size = rows.get(from).scope().fields().length;
    for (int i = from; i < to; i++) {
      size += WireWriter.sizeOf(rows.get(i).size());
    }
    return size;
  }
}
