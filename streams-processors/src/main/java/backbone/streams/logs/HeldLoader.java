// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.streams.logs.RawReader.Incoming;
import backbone.streams.raw.RawPartition;
import backbone.streams.raw.RawPartitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up held events when a task begins: their places from the store, their lines from the raw
 * topic. Lines that the raw topic has forgotten meanwhile stay booked as open until their event
 * ends, and then count as dropped. Writes nothing, so it may be tried again.
 */
final class HeldLoader {

  private static final Logger LOG = LoggerFactory.getLogger(HeldLoader.class);

  private final RawPartitions partitions;
  private final RawReader reader;
  private final HeldRecords records;

  HeldLoader(RawPartitions partitions, RawReader reader, HeldRecords records) {
    this.partitions = partitions;
    this.reader = reader;
    this.records = records;
  }

  /**
   * The held events by raw partition, in the order of their last lines. Those of topics that are no
   * entrances any more are left out.
   *
   * @throws org.apache.kafka.common.KafkaException when the raw topic cannot be read now
   */
  Map<RawPartition, List<HeldEvent>> load(KeyValueStore<String, byte[]> store) {
    Map<RawPartition, List<Stored>> stored = new LinkedHashMap<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> next = all.next();
        RawPartition partition = partitions.named(HeldKey.partition(next.key));
        if (partition != null) {
          stored
              .computeIfAbsent(partition, first -> new ArrayList<>())
              .add(new Stored(next.key, HeldState.read(next.value)));
        }
      }
    }
    Map<RawPartition, List<HeldEvent>> loaded = new LinkedHashMap<>();
    stored.forEach((partition, some) -> loaded.put(partition, load(partition, some)));
    return loaded;
  }

  private List<HeldEvent> load(RawPartition partition, List<Stored> stored) {
    stored.sort(Comparator.comparingLong(one -> one.state.lastOffset()));
    TreeMap<Long, Stored> byOffset = new TreeMap<>();
    for (Stored one : stored) {
      for (long offset : one.state.offsets()) {
        byOffset.put(offset, one);
      }
    }
    records.read(
        new TopicPartition(partition.topic().name(), partition.partition()),
        byOffset.navigableKeySet(),
        record -> take(record, byOffset.get(record.offset()), partition));
    List<HeldEvent> events = stored.stream().map(Stored::event).toList();
    long gone = events.stream().mapToLong(HeldEvent::expired).sum();
    if (gone > 0) {
      LOG.warn(
          "Held lines of {} that are gone from it: {}. They count as dropped, reason expired. Raise"
              + " retention.ms of the topic, or start the job sooner after an outage.",
          partition.name(),
          gone);
    }
    return events;
  }

  /** Takes the lines of a record, unless it is another one than was held, of a topic made anew. */
  private void take(ConsumerRecord<byte[], byte[]> found, Stored of, RawPartition partition) {
    HeldState state = of.state;
    Record<byte[], byte[]> record =
        new Record<>(found.key(), found.value(), Math.max(0, found.timestamp()), found.headers());
    Incoming incoming = reader.read(record, partition, found.offset(), state.arrivalMs());
    RawLog raw = incoming.raw();
    String sender = incoming.named() ? null : TextRecord.sender(found.key(), raw);
    if (sender != null && raw.value() != null && HeldKey.of(partition, sender).equals(of.key)) {
      HeldEvent event = of.of(sender);
      int from = found.offset() == state.offsets()[0] ? state.item() : 0;
      TextLine.each(
          raw.value(),
          line -> {
            if (line.number() >= from) {
              event.retake(raw, line);
            }
          });
    }
  }

  /** An event while its lines are read. */
  private static final class Stored {

    /** Begins no sender's name: no character of a key, and no zero byte as between other parts. */
    private static final String NOBODY = "\u2205";

    private final String key;
    private final HeldState state;
    private HeldEvent event;

    Stored(String key, HeldState state) {
      this.key = key;
      this.state = state;
    }

    HeldEvent of(String sender) {
      if (event == null) {
        event = new HeldEvent(sender, key);
      }
      return event;
    }

    HeldEvent event() {
      HeldEvent whole = of(NOBODY + key);
      whole.restored(state);
      return whole;
    }
  }
}
