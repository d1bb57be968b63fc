// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.TelemetryHeaders;
import backbone.sink.TargetFault;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns the records of one topic into documents. Safe for threads. */
interface DocumentEncoder {

  /**
   * Makes sure that encoding is possible at all.
   *
   * @throws TargetFault when it is not, or not now
   */
  default void prepare() throws TargetFault {}

  /**
   * Encodes a record.
   *
   * @return its documents, at least one
   * @throws UnwritableException when it can never become documents
   * @throws TargetFault when it cannot be encoded now
   */
  List<Document> encode(SinkRecord record) throws UnwritableException, TargetFault;

  /**
   * The value of a record as it is in Kafka.
   *
   * @throws UnwritableException when a converter has made something else of it
   */
  static byte[] bytes(SinkRecord record) throws UnwritableException {
    if (record.value() instanceof byte[] value) {
      return value;
    }
    throw new UnwritableException(
        "not-bytes", "its value is not bytes; use value.converter=ByteArrayConverter");
  }

  /**
   * Refuses what a replay made: it has indices of its own, so that it can never touch live data.
   *
   * @param replayId of the value, or null
   * @throws UnwritableException when the record belongs to a replay
   */
  static void refuseReplay(SinkRecord record, String replayId) throws UnwritableException {
    if (replayId != null || record.headers().lastWithName(TelemetryHeaders.REPLAY) != null) {
      throw new UnwritableException(
          "replay", "it belongs to a replay, which has indices of its own");
    }
  }
}
