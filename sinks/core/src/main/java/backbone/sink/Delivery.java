// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record on its way to the target.
 *
 * @param record as Connect gave it; the errant record reporter wants the very same object
 * @param ticket its place among the offsets
 * @param bytes its weight in buffers and batches
 */
record Delivery(SinkRecord record, OffsetTracker.Ticket ticket, int bytes) {

  /** Weight of a record's frame and objects; keeps a flood of tiny records bounded. */
  private static final int OVERHEAD_BYTES = 200;

  static Delivery of(SinkRecord record, OffsetTracker.Ticket ticket) {
    int value = record.value() instanceof byte[] bytes ? bytes.length : 0;
    return new Delivery(record, ticket, value + OVERHEAD_BYTES);
  }

  /** Coordinates in the topic, whatever transforms did to the record since. */
  static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  /** {@code topic/partition/offset}, for messages. */
  String coordinates() {
    return record.originalTopic()
        + "/"
        + record.originalKafkaPartition()
        + "/"
        + record.originalKafkaOffset();
  }
}
