// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.MetricMinute;

/** Writes minutes for their topic. */
@FunctionalInterface
interface MinuteEncoder {

  byte[] encode(MetricMinute minute);

  /**
   * Makes sure that encoding will not need I/O.
   *
   * @throws RuntimeException when the registry cannot be reached or lacks the schema
   */
  default void connect() {}
}
