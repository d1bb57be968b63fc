// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.schema.TelemetryHeaders;
import backbone.sink.Outcome;
import backbone.sink.Outcome.Fault;
import backbone.sink.PieceWriter;
import backbone.sink.SinkTarget;
import backbone.sink.TargetFault;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records in OTLP requests. What is sent again is the same bytes, by which Jaeger knows a
 * repeated span.
 */
final class JaegerTarget implements SinkTarget {

  private static final Logger log = LoggerFactory.getLogger(JaegerTarget.class);
  private static final long SAY_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final TraceClient client;
  private final int requestBytesMax;
  private final LongAdder rejected = new LongAdder();
  private final AtomicLong saidNanos = new AtomicLong(System.nanoTime() - SAY_AGAIN_NANOS);

  /** Makes it without I/O. */
  JaegerTarget(TraceClient client, int requestBytesMax) {
    this.client = client;
    this.requestBytesMax = requestBytesMax;
  }

  @Override
  public List<Outcome> write(List<SinkRecord> records) {
    PieceWriter<TracesPiece> batch = new PieceWriter<>(requestBytesMax, this::send);
    for (SinkRecord record : records) {
      if (batch.isStopped()) {
        batch.add(List.of());
      } else {
        add(record, batch);
      }
    }
    return batch.outcomes();
  }

  @Override
  public Map<String, LongSupplier> counters() {
    return Map.of("rejected-total", rejected::sum);
  }

  @Override
  public void close() {
    client.close();
  }

  private void add(SinkRecord record, PieceWriter<TracesPiece> batch) {
    if (record.headers().lastWithName(TelemetryHeaders.REPLAY) != null) {
      batch.add(
          new Outcome.Dead("replay", "it belongs to a replay, which has a Jaeger of its own"));
    } else if (record.value() instanceof byte[] value) {
      add(value, batch);
    } else {
      batch.add(
          new Outcome.Dead(
              "not-bytes", "its value is not bytes; use value.converter=ByteArrayConverter"));
    }
  }

  private void add(byte[] value, PieceWriter<TracesPiece> batch) {
    try {
      List<TracesPiece> pieces = TracesPiece.of(value, requestBytesMax);
      if (pieces.isEmpty()) {
        batch.add(new Outcome.Dead("no-spans", "its value holds no span"));
      } else {
        batch.add(pieces);
      }
    } catch (InvalidProtocolBufferException e) {
      // Its message may show bytes of the value.
      batch.add(new Outcome.Dead("undecodable", "its value is not OTLP TracesData in protobuf"));
    }
  }

  private List<Outcome> send(List<TracesPiece> pieces) throws TargetFault {
    List<Outcome> outcomes = new ArrayList<>(pieces.size());
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (TracesPiece piece : pieces) {
      outcomes.add(piece.fault() == null ? Outcome.WRITTEN : piece.fault());
      if (piece.fault() == null) {
        request.writeBytes(piece.value());
      }
    }
    if (request.size() == 0) {
      return outcomes;
    }
    try {
      count(client.export(request.toByteArray()));
      return outcomes;
    } catch (StatusRuntimeException e) {
      return List.of(failed(ErrorTable.of(e, client.endpoint()), pieces.size()));
    }
  }

  /** What a failed request means; only of a single piece anything is known. */
  private static Outcome failed(ErrorTable.Verdict verdict, int pieces) throws TargetFault {
    if (verdict.fault() == Fault.PASSING) {
      throw TargetFault.passing(verdict.reason(), verdict.waitMs());
    }
    if (verdict.fault() == Fault.OPERATOR) {
      throw TargetFault.operator(verdict.reason());
    }
    if (verdict.fault() == Fault.DOUBTFUL && pieces == 1) {
      return new Outcome.Again(Fault.DOUBTFUL, verdict.reason(), verdict.waitMs());
    }
    throw TargetFault.refused(verdict.faultClass(), verdict.reason());
  }

  /** OTLP forbids to send again what a server took only in part. */
  private void count(ExportTraceServiceResponse response) {
    long spans = response.getPartialSuccess().getRejectedSpans();
    if (spans <= 0) {
      return;
    }
    rejected.add(spans);
    long before = saidNanos.get();
    long now = System.nanoTime();
    if (now - before >= SAY_AGAIN_NANOS && saidNanos.compareAndSet(before, now)) {
      log.warn(
          "The server rejects spans of requests that it takes; its log tells why. endpoint={}"
              + " spans={} rejected_total={}",
          client.endpoint(),
          spans,
          rejected.sum());
    }
  }
}
