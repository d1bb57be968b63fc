// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.schema.LogEvent;

/** Turns events into the bytes of the normalized topic. Of one thread. */
public interface EventEncoder {

  /**
   * Makes sure that {@link #encode} needs nobody else.
   *
   * @throws RuntimeException when the schema registry cannot be asked now
   */
  void connect();

  byte[] encode(LogEvent event);
}
