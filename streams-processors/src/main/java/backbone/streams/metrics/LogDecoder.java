// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.LogEvent;
import org.apache.kafka.common.header.Headers;

/** Reads normalized log events. */
@FunctionalInterface
interface LogDecoder {

  /**
   * Reads one.
   *
   * @throws backbone.schema.registry.UnknownSchemaException when it is none
   */
  LogEvent decode(byte[] value, Headers headers);
}
