// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer;

import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts OTLP requests between spans, or between log records, so that each part fits into one Kafka
 * record. Every part carries the resource and the scope of its items.
 */
public final class OtlpSplit {

  /** Below Kafka's and the broker's default limit of 1 MiB, with room for headers. */
  public static final int PART_BYTES_MAX = 900_000;

  /** Tags and lengths around one message. */
  private static final int FRAME_BYTES = 8;

  private OtlpSplit() {}

  /**
   * Value of one Kafka record.
   *
   * @param value a whole request in protobuf
   * @param items spans or log records in it
   */
  public record Part(byte[] value, int items) {}

  /**
   * A request in parts.
   *
   * @param parts in the order of the request; empty when it holds nothing
   * @param tooLarge items left out because one alone is larger than a part may be
   */
  public record Parts(List<Part> parts, int tooLarge) {

    /** Items in all parts. */
    public int items() {
      return parts.stream().mapToInt(Part::items).sum();
    }
  }

  /** The spans of a request, at most {@code bytesMax} bytes a part. */
  public static Parts traces(ExportTraceServiceRequest request, int bytesMax) {
    Cutter<ResourceSpans, ScopeSpans, Span> cutter = new Cutter<>(bytesMax, OtlpSplit::joinSpans);
    for (ResourceSpans group : request.getResourceSpansList()) {
      ResourceSpans bare = group.toBuilder().clearScopeSpans().build();
      for (ScopeSpans scope : group.getScopeSpansList()) {
        cutter.open(bare, scope.toBuilder().clearSpans().build());
        scope.getSpansList().forEach(cutter::add);
      }
    }
    return cutter.end();
  }

  /** The log records of a request, at most {@code bytesMax} bytes a part. */
  public static Parts logs(ExportLogsServiceRequest request, int bytesMax) {
    Cutter<ResourceLogs, ScopeLogs, LogRecord> cutter = new Cutter<>(bytesMax, OtlpSplit::joinLogs);
    for (ResourceLogs group : request.getResourceLogsList()) {
      ResourceLogs bare = group.toBuilder().clearScopeLogs().build();
      for (ScopeLogs scope : group.getScopeLogsList()) {
        cutter.open(bare, scope.toBuilder().clearLogRecords().build());
        scope.getLogRecordsList().forEach(cutter::add);
      }
    }
    return cutter.end();
  }

  private static MessageLite joinSpans(List<Run<ResourceSpans, ScopeSpans, Span>> runs) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    ResourceSpans last = null;
    for (var run : runs) {
      if (!run.group.equals(last)) {
        request.addResourceSpans(run.group);
        last = run.group;
      }
      request
          .getResourceSpansBuilder(request.getResourceSpansCount() - 1)
          .addScopeSpans(run.scope.toBuilder().addAllSpans(run.items));
    }
    return request.build();
  }

  private static MessageLite joinLogs(List<Run<ResourceLogs, ScopeLogs, LogRecord>> runs) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    ResourceLogs last = null;
    for (var run : runs) {
      if (!run.group.equals(last)) {
        request.addResourceLogs(run.group);
        last = run.group;
      }
      request
          .getResourceLogsBuilder(request.getResourceLogsCount() - 1)
          .addScopeLogs(run.scope.toBuilder().addAllLogRecords(run.items));
    }
    return request.build();
  }

  /** Items that follow each other in one scope of one resource. */
  private record Run<G, S, I>(G group, S scope, List<I> items) {}

  /** Makes a request of what a part holds. */
  private interface Join<G, S, I> {
    MessageLite of(List<Run<G, S, I>> runs);
  }

  private static final class Cutter<
      G extends MessageLite, S extends MessageLite, I extends MessageLite> {

    private final int bytesMax;
    private final Join<G, S, I> join;
    private final List<Part> parts = new ArrayList<>();
    private final List<Run<G, S, I>> runs = new ArrayList<>();
    private G group;
    private S scope;
    private long headBytes;
    private long bytes;
    private int items;
    private int tooLarge;
    private boolean running;

    Cutter(int bytesMax, Join<G, S, I> join) {
      this.bytesMax = bytesMax;
      this.join = join;
    }

    void open(G newGroup, S newScope) {
      group = newGroup;
      scope = newScope;
      headBytes = (long) group.getSerializedSize() + scope.getSerializedSize() + 2L * FRAME_BYTES;
      running = false;
    }

    void add(I item) {
      long own = (long) item.getSerializedSize() + FRAME_BYTES;
      if (headBytes + own > bytesMax) {
        tooLarge++;
        return;
      }
      if (bytes + own + (running ? 0 : headBytes) > bytesMax) {
        cut();
      }
      if (!running) {
        runs.add(new Run<>(group, scope, new ArrayList<>()));
        bytes += headBytes;
        running = true;
      }
      runs.get(runs.size() - 1).items.add(item);
      bytes += own;
      items++;
    }

    Parts end() {
      cut();
      return new Parts(parts, tooLarge);
    }

    private void cut() {
      if (items > 0) {
        parts.add(new Part(join.of(runs).toByteArray(), items));
      }
      runs.clear();
      bytes = 0;
      items = 0;
      running = false;
    }
  }
}
