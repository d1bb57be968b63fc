// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogEvent;
import backbone.streams.raw.RawWriter;

/** Writes events and dead letters. Of one thread. */
final class EventWriter {

  private final RawWriter writer;
  private final EventEncoder encoder;

  EventWriter(RawWriter writer, EventEncoder encoder) {
    this.writer = writer;
    this.encoder = encoder;
  }

  /**
   * Writes an event.
   *
   * @return its bytes; 0 when it is larger than a record may be, and so nothing was written
   */
  int event(LogEvent event) {
    String trace = event.getTraceId();
    byte[] key = trace == null || trace.isEmpty() ? null : trace.getBytes(UTF_8);
    byte[] value = encoder.encode(event);
    return writer.data(key, value) ? value.length : 0;
  }

  /** Writes a dead letter; the excerpt is masked already. */
  void dead(String faultClass, String reason, String excerpt) {
    writer.dead(faultClass, reason, excerpt);
  }
}
