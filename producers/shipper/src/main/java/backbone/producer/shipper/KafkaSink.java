// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.Delivery;
import backbone.producer.Sender;
import java.time.Duration;
import java.util.function.Consumer;

/** Ships through a {@link Sender}. Waits a little for room, which slows reading down. */
final class KafkaSink implements Sink {

  private static final Duration WAIT = Duration.ofMillis(100);

  private final Sender sender;
  private final Consumer<Shipment> acknowledged;

  /**
   * Makes a sink.
   *
   * @param acknowledged told of each shipment that Kafka has, on a Kafka thread
   */
  KafkaSink(Sender sender, Consumer<Shipment> acknowledged) {
    this.sender = sender;
    this.acknowledged = acknowledged;
  }

  @Override
  public long epoch() {
    return sender.epoch();
  }

  @Override
  public boolean offer(Shipment shipment, long epoch) {
    try {
      return sender.offer(shipment.record, noting(shipment), WAIT, epoch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Delivery noting(Shipment shipment) {
    return new Delivery() {
      @Override
      public void acknowledged() {
        shipment.acknowledged();
        acknowledged.accept(shipment);
      }

      @Override
      public void failed(Exception cause) {
        shipment.failed(cause);
      }
    };
  }
}
