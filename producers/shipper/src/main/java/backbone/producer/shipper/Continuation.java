// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/** Tells whether a physical line belongs to the event begun last. */
@FunctionalInterface
interface Continuation {

  /**
   * Looks at a line, and where need be at the event so far. Asked for each line that is not blank,
   * in order, until it says no.
   *
   * @param event index at which the event begins
   * @param from index at which the line begins
   * @param to one past its text
   */
  boolean continues(byte[] bytes, int event, int from, int to);

  /** Told of the first line of each event. */
  default void begin(byte[] bytes, int from, int to) {}
}
