// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.streams.logs.RawReader.Incoming;
import backbone.streams.raw.Ledger;
import backbone.streams.raw.RawPartition;
import backbone.streams.raw.RawPartitions;
import backbone.streams.raw.RawWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Joins the lines of one event that come in several records, of senders that join none themselves.
 * The last event of each sender is held until its next record begins another, or until no record
 * can come in time; by arrival alone, so that the same partition gives the same events whatever
 * else happens. The store tells where the lines that are held lie in the raw topic. Of one thread.
 */
final class LineHolder implements RawPartitions.Backlog {

  private final KeyValueStore<String, byte[]> store;
  private final long withinMs;
  private final RawWriter writer;
  private final ItemWriter items;
  private final Map<String, HeldEvents> byPartition = new HashMap<>();

  /** Most records come from the same partition as the one before. */
  private RawPartition last;

  private HeldEvents ofLast;

  /**
   * Makes a holder that holds nothing yet.
   *
   * @param within how long a line may come after the one before, in arrival time; 0 joins none
   */
  LineHolder(
      KeyValueStore<String, byte[]> store, Duration within, RawWriter writer, ItemWriter items) {
    this.store = store;
    this.withinMs = within.toMillis();
    this.writer = writer;
    this.items = items;
  }

  /** Takes up what was held when the task ended. */
  void load(HeldLoader loader) {
    loader
        .load(store)
        .forEach((partition, events) -> events.forEach(event -> of(partition).put(event, 0)));
  }

  private HeldEvents of(String partition) {
    return byPartition.computeIfAbsent(partition, name -> new HeldEvents());
  }

  private HeldEvents of(RawPartition partition) {
    if (partition != last) {
      last = partition;
      ofLast = of(partition.name());
    }
    return ofLast;
  }

  /** Hands on what no record of the partition that arrives behind a time can go on with. */
  void passed(RawPartition partition, long reachedMs) {
    HeldEvents held = of(partition);
    while (!held.isEmpty() && held.eldest().lastArrivalMs() + withinMs <= reachedMs) {
      end(held.eldest(), partition);
    }
  }

  @Override
  public long settle(RawPartition partition, long reachedMs) {
    passed(partition, reachedMs);
    return Math.min(reachedMs, of(partition).oldestArrivalMs() - 1);
  }

  /**
   * Takes the next record if it is text of a known sender; its lines are then booked as held. Ends
   * the event of a sender whose record is anything else.
   *
   * @param key of the record, or null
   */
  boolean takes(byte[] key, Incoming incoming, RawPartition partition) {
    RawLog raw = incoming.raw();
    if (incoming.named() || incoming.replay() || raw.value() == null || withinMs == 0) {
      return false;
    }
    HeldEvents held = of(partition);
    boolean text = TextRecord.isText(raw);
    String sender = text || !held.isEmpty() ? TextRecord.sender(key, raw) : null;
    if (sender == null) {
      return false;
    }
    HeldEvent event = held.of(sender);
    if (text && (event != null || !TextRecord.isBlank(raw.value(), 0, raw.value().length))) {
      hold(event, sender, raw, partition);
      return true;
    }
    if (event != null) {
      end(event, partition);
    }
    return false;
  }

  private void hold(HeldEvent known, String sender, RawLog raw, RawPartition partition) {
    HeldEvents held = of(partition);
    HeldEvent event = known == null ? new HeldEvent(sender, HeldKey.of(partition, sender)) : known;
    int bytesBefore = known == null ? 0 : known.bytes();
    TextLine.each(
        raw.value(),
        line -> {
          if (line.blank()) {
            blank(event, raw, line, partition);
          } else {
            line(event, raw, line, partition);
          }
        });
    if (!event.isOpen()) {
      held.remove(event, bytesBefore);
      store.delete(event.key());
      return;
    }
    held.put(event, bytesBefore);
    store.put(event.key(), event.state().write());
    while (held.isOver()) {
      end(held.eldest(), partition);
      partition.ledger().early();
    }
  }

  private void line(HeldEvent event, RawLog raw, TextLine line, RawPartition partition) {
    Ledger ledger = partition.ledger();
    if (event.isOpen() && event.goesOn(raw, line)) {
      ledger.joined(event.offset() == raw.origin().start() ? 0 : 1);
    } else {
      release(event, partition);
      event.begin(raw, line);
    }
    ledger.held(1);
  }

  private void blank(HeldEvent event, RawLog raw, TextLine line, RawPartition partition) {
    if (event.isOpen() && event.takesBlank(raw, line)) {
      partition.ledger().held(1);
    } else {
      release(event, partition);
      drop(1, partition.ledger());
    }
  }

  private static void drop(int blanks, Ledger ledger) {
    if (blanks > 0) {
      ledger.received(blanks);
      ledger.dropped("blank", blanks);
    }
  }

  /** Hands on an event and forgets its sender. */
  private void end(HeldEvent event, RawPartition partition) {
    of(partition).remove(event, event.bytes());
    store.delete(event.key());
    release(event, partition);
  }

  /** Hands on an event, if there is one, under the identity of its first line. */
  private void release(HeldEvent event, RawPartition partition) {
    Ledger ledger = partition.ledger();
    expire(event, ledger);
    if (event.isOpen()) {
      ledger.released((long) event.lines() + event.blanks());
      writer.from(partition, event.offset(), partition.sourceBytes(), event.arrivalMs());
      items.unroll(List.of(event.raw(partition)), ledger);
      drop(event.blanks(), ledger);
    }
    event.close();
  }

  /** Books what of it was gone from the raw topic when the task began. */
  private static void expire(HeldEvent event, Ledger ledger) {
    ledger.released(event.expired());
    if (event.expired() > 0) {
      ledger.received(event.expired());
      ledger.dropped("expired", event.expired());
    }
  }
}
