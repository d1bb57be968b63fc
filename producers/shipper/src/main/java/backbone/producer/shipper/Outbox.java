// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.ArrayDeque;

/**
 * The shipments of one file, in order, from the first that the broker has not acknowledged. After a
 * failure all from the failed one on are sent again, with the same ranges.
 */
final class Outbox {

  private static final long RETRY_MS = 500;

  private final ArrayDeque<Shipment> waiting = new ArrayDeque<>();
  private ArrayDeque<Shipment> flying = new ArrayDeque<>();
  private long retryAtMs;

  void add(Shipment shipment) {
    waiting.add(shipment);
  }

  boolean isEmpty() {
    return waiting.isEmpty() && flying.isEmpty();
  }

  /** Whether nothing waits to be offered, so that more may be read. */
  boolean hasRoom() {
    return waiting.isEmpty();
  }

  /** When the oldest unacknowledged record was read, or {@code Long.MAX_VALUE}. */
  long oldestMs() {
    Shipment first = flying.isEmpty() ? waiting.peek() : flying.peek();
    return first == null ? Long.MAX_VALUE : first.readAtMs;
  }

  /**
   * Looks at what became of the shipments.
   *
   * @return end of the last one in an unbroken row of acknowledgements of this generation, or -1
   */
  long settle(int generation, long nowMs) {
    long acked = -1;
    while (!flying.isEmpty() && flying.peek().state() == Shipment.State.ACKNOWLEDGED) {
      Shipment done = flying.poll();
      acked = done.generation == generation ? done.end : acked;
    }
    if (!flying.isEmpty() && flying.peek().state() == Shipment.State.FAILED && allTold()) {
      flying.forEach(Shipment::again);
      flying.addAll(waiting);
      waiting.clear();
      waiting.addAll(flying);
      flying = new ArrayDeque<>();
      retryAtMs = nowMs + RETRY_MS;
    }
    return acked;
  }

  /** Offers what waits; false when the sink refused. */
  boolean offer(Sink sink, long epoch, long nowMs) {
    if (nowMs < retryAtMs || failing()) {
      return true;
    }
    while (!waiting.isEmpty()) {
      if (!sink.offer(waiting.peek(), epoch)) {
        return false;
      }
      flying.add(waiting.poll());
    }
    return true;
  }

  private boolean failing() {
    return !flying.isEmpty() && flying.peek().state() == Shipment.State.FAILED;
  }

  private boolean allTold() {
    return flying.stream().noneMatch(s -> s.state() == Shipment.State.UNDER_WAY);
  }
}
