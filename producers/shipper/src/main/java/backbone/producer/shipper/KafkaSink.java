// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.Sender;
import java.time.Duration;

/** Ships through a {@link Sender}. Waits a little for room, which slows reading down. */
final class KafkaSink implements Sink {

  private static final Duration WAIT = Duration.ofMillis(100);

  private final Sender sender;

  KafkaSink(Sender sender) {
    this.sender = sender;
  }

  @Override
  public long epoch() {
    return sender.epoch();
  }

  @Override
  public boolean offer(Shipment shipment, long epoch) {
    try {
      return sender.offer(shipment.record, shipment, WAIT, epoch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
