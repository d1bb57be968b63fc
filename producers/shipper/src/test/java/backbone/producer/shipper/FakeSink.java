// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic in memory with the promise of the real sender: per key, a prefix of what was offered. */
final class FakeSink implements Sink {

  final List<ProducerRecord<byte[], byte[]>> topic = new ArrayList<>();
  private final ArrayDeque<Shipment> pending = new ArrayDeque<>();
  private long epoch;
  int capacity = Integer.MAX_VALUE;
  boolean acknowledgesAtOnce = true;

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public boolean offer(Shipment shipment, long wanted) {
    if (wanted != epoch || pending.size() >= capacity) {
      return false;
    }
    pending.add(shipment);
    if (acknowledgesAtOnce) {
      acknowledge(1);
    }
    return true;
  }

  int pending() {
    return pending.size();
  }

  void acknowledge(int count) {
    for (int i = 0; i < count && !pending.isEmpty(); i++) {
      Shipment shipment = pending.poll();
      topic.add(shipment.record);
      shipment.acknowledged();
    }
  }

  /** The first arrive without an acknowledgement, then all fail. */
  void fail(int arrive) {
    arrive(arrive);
    while (!pending.isEmpty()) {
      pending.poll().failed(new IllegalStateException("refused"));
    }
    epoch++;
  }

  /** The first arrive without an acknowledgement, the others never; nobody is told. */
  void crash(int arrive) {
    arrive(arrive);
    pending.clear();
  }

  private void arrive(int count) {
    int i = 0;
    for (Shipment shipment : pending) {
      if (i++ < count) {
        topic.add(shipment.record);
      }
    }
  }
}
