// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import static backbone.schema.TelemetryHeaders.ARRIVAL;
import static backbone.schema.TelemetryHeaders.CONTROL;
import static backbone.schema.TelemetryHeaders.CONTROL_WATERMARK;
import static backbone.schema.TelemetryHeaders.DEAD_CLASS;
import static backbone.schema.TelemetryHeaders.DEAD_REASON;
import static backbone.schema.TelemetryHeaders.RAW;
import static backbone.schema.TelemetryHeaders.WATERMARK;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes data, dead letters and watermarks with their headers. Of one thread. */
public final class RawWriter {

  /** Bytes of a record beside key and value: headers and framing. */
  private static final int OVERHEAD_BYTES = 512;

  /** Lengths of name and value as Kafka writes them. */
  private static final int LABEL_OVERHEAD_BYTES = 10;

  private static final int EXCERPT_CHARS_MAX = 1_024;

  private final ProcessorContext<byte[], byte[]> context;
  private final int recordBytesMax;

  private byte[] key;
  private long arrivalMs = -1;
  private Header arrival;
  private Header coordinates;
  private final List<Header> labels = new ArrayList<>();
  private int labelBytes;

  /**
   * Makes a writer of one task.
   *
   * @param recordBytesMax largest record that the output takes, in bytes
   */
  public RawWriter(ProcessorContext<byte[], byte[]> context, int recordBytesMax) {
    this.context = context;
    this.recordBytesMax = recordBytesMax;
  }

  /** Sets the raw record that the next data and dead letters come from, and their key. */
  public void from(RawPartition partition, long offset, byte[] rawKey, long arrivedMs) {
    if (arrivedMs != arrivalMs) { // else one of many that arrived together
      arrivalMs = arrivedMs;
      arrival = new RecordHeader(ARRIVAL, Decimal.bytes(arrivedMs));
    }
    key = rawKey;
    coordinates = new RecordHeader(RAW, partition.coordinates(offset));
    labels.clear();
    labelBytes = 0;
  }

  /** Adds a header to all data of this raw record. */
  public void label(String name, String value) {
    byte[] bytes = value.getBytes(UTF_8);
    labels.add(new RecordHeader(name, bytes));
    labelBytes += name.length() + bytes.length + LABEL_OVERHEAD_BYTES;
  }

  /** Largest value of data of this raw record that fits into a record, in bytes. */
  public int valueBytesMax() {
    return recordBytesMax - OVERHEAD_BYTES - labelBytes;
  }

  /**
   * Writes data.
   *
   * @param ownKey key, or null for that of the raw record
   * @return false when it is larger than a record may be, and so nothing was written
   */
  public boolean data(byte[] ownKey, byte[] value) {
    if (value.length > valueBytesMax()) {
      return false;
    }
    byte[] dataKey = ownKey == null ? key : ownKey;
    Record<byte[], byte[]> record = new Record<>(dataKey, value, arrivalMs);
    Headers headers = record.headers().add(arrival).add(coordinates);
    for (int i = 0; i < labels.size(); i++) {
      headers.add(labels.get(i));
    }
    context.forward(record, RawTopology.NORMALIZED);
    return true;
  }

  /** Writes a dead letter; the excerpt is masked already. */
  public void dead(String faultClass, String reason, String excerpt) {
    Headers headers =
        new RecordHeaders()
            .add(DEAD_CLASS, faultClass.getBytes(UTF_8))
            .add(DEAD_REASON, reason.getBytes(UTF_8))
            .add(arrival)
            .add(coordinates);
    int end = Math.min(excerpt.length(), EXCERPT_CHARS_MAX);
    byte[] value = excerpt.substring(0, end).getBytes(UTF_8);
    context.forward(new Record<>(key, value, arrivalMs, headers), RawTopology.DEAD);
  }

  /** Writes the watermark of a raw partition to every partition of the output. */
  void watermark(RawPartition partition, long watermarkMs) {
    Headers headers =
        new RecordHeaders()
            .add(CONTROL, CONTROL_WATERMARK.getBytes(UTF_8))
            .add(RAW, partition.nameBytes())
            .add(WATERMARK, Long.toString(watermarkMs).getBytes(UTF_8));
    context.forward(new Record<>(null, null, watermarkMs, headers), RawTopology.WATERMARKS);
  }
}
