// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.schema.LogEvent;
import backbone.streams.logs.RawRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the engine alone makes of a raw record. */
final class RawLine {

  private RawLine() {}

  /** The events; others are counted by the job under test. */
  static List<LogEvent> events(
      ConsumerRecord<byte[], byte[]> record, long arrivalMs, Normalizer normalizer) {
    RawLog read = new RawRecords(record.topic()).read(record);
    RawLog raw =
        new RawLog(
            read.value(),
            read.contentType(),
            read.source(),
            read.origin(),
            arrivalMs,
            read.lineStarts(),
            read.cut());
    List<LogEvent> events = new ArrayList<>();
    normalizer.normalize(
        raw,
        new NormalizerOutput() {
          @Override
          public void event(LogEvent event) {
            events.add(event);
          }

          @Override
          public void dead(String faultClass, String reason, String maskedExcerpt) {
            throw new AssertionError(faultClass + ": " + reason);
          }

          @Override
          public void dropped(String reason) {}
        });
    return events;
  }
}
