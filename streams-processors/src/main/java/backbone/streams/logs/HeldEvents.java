// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The held events of one raw partition, ordered by their last line, so that the one that has waited
 * longest is found at once. Bounded per partition, so that what is handed on early never depends on
 * other partitions. Of one thread.
 */
final class HeldEvents {

  /** Senders of one raw partition of which an event is held. */
  static final int SENDERS_MAX = 5_000;

  /** Memory of what is held of one raw partition. */
  static final long BYTES_MAX = 8L << 20;

  private final Map<String, HeldEvent> bySender = new LinkedHashMap<>();
  private long bytes;

  boolean isEmpty() {
    return bySender.isEmpty();
  }

  /** Whether more is held than may be. */
  boolean isOver() {
    return bySender.size() > SENDERS_MAX || bytes > BYTES_MAX;
  }

  /** The event of a sender, or null. */
  HeldEvent of(String sender) {
    return bySender.get(sender);
  }

  /** The event whose last line came first. */
  HeldEvent eldest() {
    return bySender.values().iterator().next();
  }

  /**
   * Takes an event whose last line is the newest of all.
   *
   * @param bytesBefore memory that it took when it was last put, or 0
   */
  void put(HeldEvent event, int bytesBefore) {
    bySender.remove(event.sender());
    bySender.put(event.sender(), event);
    bytes += event.bytes() - bytesBefore;
  }

  /** Forgets an event; its memory is what it was when it was last put. */
  void remove(HeldEvent event, int bytesBefore) {
    bySender.remove(event.sender());
    bytes -= bytesBefore;
  }

  /** Arrival of the oldest first line, milliseconds since 1970. */
  long oldestArrivalMs() {
    long oldest = Long.MAX_VALUE;
    for (HeldEvent event : bySender.values()) {
      oldest = Math.min(oldest, event.arrivalMs());
    }
    return oldest;
  }
}
