// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/** Tells whether a physical line belongs to the event before it. */
@FunctionalInterface
interface Continuation {

  boolean continues(byte[] bytes, int from, int to);
}
