// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import java.util.NavigableSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Gives raw records once more whose lines are held, as only their places are stored. */
@FunctionalInterface
interface HeldRecords {

  /**
   * Reads records again. Those that are no longer there are left out.
   *
   * @param offsets which ones, at least one
   * @param to takes them in the order of their offsets
   * @throws org.apache.kafka.common.KafkaException when the cluster does not give them in time
   */
  void read(
      TopicPartition partition,
      NavigableSet<Long> offsets,
      Consumer<ConsumerRecord<byte[], byte[]>> to);
}
