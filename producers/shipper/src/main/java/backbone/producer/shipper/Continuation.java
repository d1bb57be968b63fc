// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/** Tells whether a physical line belongs to the event before it. */
@FunctionalInterface
interface Continuation {

  /**
   * Looks at a line, and where need be at the event so far.
   *
   * @param event index at which the event begins
   * @param from index at which the line begins
   * @param to one past its text
   */
  boolean continues(byte[] bytes, int event, int from, int to);
}
