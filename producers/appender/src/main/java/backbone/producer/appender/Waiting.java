// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What waits to be encoded. Many threads put in, none of them ever waits, and one takes out. What
 * there is no room for is counted by its severity.
 */
final class Waiting {

  /** What those of one severity share. */
  private record Lane(long limit, LongAdder dropped) {}

  private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<Severity, Lane> lanes = new EnumMap<>(Severity.class);

  Waiting(long bytesMax) {
    for (Severity severity : Severity.values()) {
      lanes.put(severity, new Lane(severity.limit(bytesMax), new LongAdder()));
    }
  }

  /** Whether there is room for the smallest event; if not, it counts as dropped. */
  boolean hasRoom(Severity severity) {
    Lane lane = lanes.get(severity);
    if (bytes.get() + Entry.FRAME_BYTES > lane.limit()) {
      lane.dropped().increment();
      return false;
    }
    return true;
  }

  /** Whether there was room. */
  boolean offer(Entry entry) {
    Lane lane = lanes.get(entry.origin().severity());
    long size = entry.bytes();
    if (bytes.addAndGet(size) > lane.limit()) {
      bytes.addAndGet(-size);
      lane.dropped().increment();
      return false;
    }
    entries.add(entry);
    return true;
  }

  /** The next one, or null; its room is free again. */
  Entry poll() {
    Entry entry = entries.poll();
    if (entry != null) {
      bytes.addAndGet(-entry.bytes());
    }
    return entry;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** How many found no room since the last call, by severity; only those above zero. */
  Map<Severity, Long> takeDropped() {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    lanes.forEach(
        (severity, lane) -> {
          long count = lane.dropped().sumThenReset();
          if (count > 0) {
            counts.put(severity, count);
          }
        });
    return counts;
  }
}
