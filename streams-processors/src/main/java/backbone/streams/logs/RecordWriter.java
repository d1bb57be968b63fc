// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.schema.TelemetryHeaders.ARRIVAL;
import static backbone.schema.TelemetryHeaders.CONTROL;
import static backbone.schema.TelemetryHeaders.CONTROL_WATERMARK;
import static backbone.schema.TelemetryHeaders.DEAD_CLASS;
import static backbone.schema.TelemetryHeaders.DEAD_REASON;
import static backbone.schema.TelemetryHeaders.RAW;
import static backbone.schema.TelemetryHeaders.WATERMARK;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogEvent;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes events, dead letters and watermarks with their headers. Of one thread. */
final class RecordWriter {

  /** Bytes of a record beside key and value: headers and framing. */
  private static final int OVERHEAD_BYTES = 512;

  private static final int EXCERPT_CHARS_MAX = 1_024;

  private final ProcessorContext<byte[], byte[]> context;
  private final EventEncoder encoder;
  private final int recordBytesMax;

  private byte[] key;
  private byte[] coordinates;
  private byte[] arrival;
  private long arrivalMs;
  private Headers eventHeaders;

  RecordWriter(ProcessorContext<byte[], byte[]> context, EventEncoder encoder, int recordBytesMax) {
    this.context = context;
    this.encoder = encoder;
    this.recordBytesMax = recordBytesMax;
  }

  /** Sets the raw record that the next events and dead letters come from. */
  void from(RawPartition partition, long offset, String source, long arrivedMs) {
    arrivalMs = arrivedMs;
    key = source.getBytes(UTF_8);
    coordinates = (partition.name() + "/" + offset).getBytes(UTF_8);
    arrival = Long.toString(arrivedMs).getBytes(UTF_8);
    eventHeaders = new RecordHeaders().add(ARRIVAL, arrival).add(RAW, coordinates);
  }

  /** Writes an event; false when it is larger than a record may be, and so nothing was written. */
  boolean event(LogEvent event) {
    byte[] value = encoder.encode(event);
    if (value.length + OVERHEAD_BYTES > recordBytesMax) {
      return false;
    }
    String trace = event.getTraceId();
    byte[] eventKey = trace == null || trace.isEmpty() ? key : trace.getBytes(UTF_8);
    context.forward(
        new Record<>(eventKey, value, arrivalMs, eventHeaders), NormalizeLogsTopology.NORMALIZED);
    return true;
  }

  /** Writes a dead letter; the excerpt is masked already. */
  void dead(String faultClass, String reason, String excerpt) {
    Headers headers =
        new RecordHeaders()
            .add(DEAD_CLASS, faultClass.getBytes(UTF_8))
            .add(DEAD_REASON, reason.getBytes(UTF_8))
            .add(ARRIVAL, arrival)
            .add(RAW, coordinates);
    int end = Math.min(excerpt.length(), EXCERPT_CHARS_MAX);
    byte[] value = excerpt.substring(0, end).getBytes(UTF_8);
    context.forward(new Record<>(key, value, arrivalMs, headers), NormalizeLogsTopology.DEAD);
  }

  /** Writes the watermark of a raw partition to every partition of the output. */
  void watermark(RawPartition partition, long watermarkMs) {
    Headers headers =
        new RecordHeaders()
            .add(CONTROL, CONTROL_WATERMARK.getBytes(UTF_8))
            .add(RAW, partition.nameBytes())
            .add(WATERMARK, Long.toString(watermarkMs).getBytes(UTF_8));
    context.forward(
        new Record<>(null, null, watermarkMs, headers), NormalizeLogsTopology.NORMALIZED);
  }
}
