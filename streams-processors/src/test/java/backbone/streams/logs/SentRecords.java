// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A raw partition in memory, which forgets as much as a test wants. */
final class SentRecords implements HeldRecords {

  private final TreeMap<Long, ConsumerRecord<byte[], byte[]>> all = new TreeMap<>();

  void add(ConsumerRecord<byte[], byte[]> record) {
    all.put(record.offset(), record);
  }

  /** Forgets the records before an offset. */
  void forgetTo(long offset) {
    all.headMap(offset).clear();
  }

  @Override
  public void read(
      TopicPartition partition,
      NavigableSet<Long> offsets,
      Consumer<ConsumerRecord<byte[], byte[]>> to) {
    all.subMap(offsets.first(), true, offsets.last(), true).values().stream()
        .filter(record -> offsets.contains(record.offset()))
        .forEach(to);
  }
}
