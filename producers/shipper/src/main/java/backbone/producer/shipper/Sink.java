// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/** Where shipments go. What it accepted per key reaches the topic without holes. */
interface Sink {

  /** Grows when shipments have failed, after each of them was told. */
  long epoch();

  /**
   * Takes a shipment, or refuses it because there is no room or the epoch is over.
   *
   * @param epoch an epoch read before the caller looked at its failures
   */
  boolean offer(Shipment shipment, long epoch);
}
