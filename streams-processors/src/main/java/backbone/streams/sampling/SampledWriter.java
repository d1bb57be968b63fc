// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.sample.Fate;
import backbone.engine.sample.TraceDecision;
import backbone.engine.sample.TraceSummary;
import backbone.schema.Decision;
import backbone.schema.Records;
import backbone.schema.TelemetryHeaders;
import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes decisions, and the spans of kept traces. Of one thread. */
final class SampledWriter {

  /** Of the room beside a value; ours have 300 bytes, a stranger's must not burst the record. */
  private static final int HEADERS_BYTES_MAX = 1_024;

  private static final int HEADER_OVERHEAD_BYTES = 10;

  private final ProcessorContext<byte[], byte[]> context;
  private final DecisionEncoder encoder;
  private final int valueBytesMax;

  /**
   * Makes the writer of a task.
   *
   * @param valueBytesMax largest value that the topic of the sampled spans takes
   */
  SampledWriter(
      ProcessorContext<byte[], byte[]> context, DecisionEncoder encoder, int valueBytesMax) {
    this.context = context;
    this.encoder = encoder;
    this.valueBytesMax = valueBytesMax;
  }

  void decision(TraceDecision made) {
    String trace = made.traceId();
    context.forward(
        new Record<>(trace.getBytes(UTF_8), encoder.encode(avro(trace, made)), made.decidedMs()),
        SampleTracesTopology.DECISIONS);
  }

  private Decision avro(String trace, TraceDecision made) {
    TraceSummary summary = made.trace();
    return Records.decision()
        .setTraceId(trace)
        .setKeep(made.keep())
        .setPolicy(made.fate().policy())
        .setThreshold(made.fate().threshold())
        .setServiceName(orNull(summary.service()))
        .setRootName(orNull(summary.rootName()))
        .setTeam(summary.team().isEmpty() ? "default" : summary.team())
        .setEnv(summary.env())
        .setRegion(summary.region())
        .setSpanCount(summary.spans())
        .setError(summary.error())
        .setStartUnixNano(summary.startUnixNano())
        .setDurationNano(summary.durationNano())
        .setFirstArrivalUnixMilli(made.firstArrivalMs())
        .setDecidedUnixMilli(made.decidedMs())
        .setEarly(made.early())
        .setRulesVersion(made.rulesVersion())
        .build();
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Writes a fragment of a kept trace; gives the number of spans written. */
  int spans(ConsumerRecord<byte[], byte[]> fragment, Fate fate, long arrivalMs) {
    Headers headers =
        kept(fragment.headers())
            .add(TelemetryHeaders.SAMPLING_POLICY, fate.policy().getBytes(UTF_8))
            .add(TelemetryHeaders.SAMPLING_THRESHOLD, fate.threshold().getBytes(UTF_8));
    int written = 0;
    try {
      Stamp stamp = new Stamp(fate.policy(), fate.threshold());
      for (SpanSplit.Part part : SpanSplit.of(stamp.on(fragment.value()), valueBytesMax)) {
        if (part.value().length <= valueBytesMax) {
          context.forward(
              new Record<>(fragment.key(), part.value(), arrivalMs, headers),
              SampleTracesTopology.SAMPLED);
          written += part.spans();
        }
      }
    } catch (InvalidProtocolBufferException e) {
      // Not written, so what is missing is counted as lost.
    }
    return written;
  }

  /** The headers that fit; a record that cannot be sent would stop the job for ever. */
  private static Headers kept(Headers all) {
    RecordHeaders kept = new RecordHeaders();
    int room = HEADERS_BYTES_MAX;
    for (Header header : all) {
      int value = header.value() == null ? 0 : header.value().length;
      int bytes = HEADER_OVERHEAD_BYTES + header.key().getBytes(UTF_8).length + value;
      if (bytes <= room) {
        kept.add(header);
        room -= bytes;
      }
    }
    return kept;
  }
}
