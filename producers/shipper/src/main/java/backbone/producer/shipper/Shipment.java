// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.Delivery;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record on its way, kept until the broker has it. */
final class Shipment implements Delivery {

  enum State {
    UNDER_WAY,
    ACKNOWLEDGED,
    FAILED
  }

  final ProducerRecord<byte[], byte[]> record;
  final boolean cut;
  final int generation;
  final long end;
  final long readAtMs;

  /** Written by Kafka's thread, read by the shipper's. */
  private volatile State state = State.UNDER_WAY;

  Shipment(ProducerRecord<byte[], byte[]> record, int generation, Event event, long readAtMs) {
    this.record = record;
    this.cut = event.cut();
    this.generation = generation;
    this.end = event.safe();
    this.readAtMs = readAtMs;
  }

  State state() {
    return state;
  }

  void again() {
    state = State.UNDER_WAY;
  }

  @Override
  public void acknowledged() {
    state = State.ACKNOWLEDGED;
  }

  @Override
  public void failed(Exception cause) {
    state = State.FAILED;
  }
}
