// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

/** Makes {@link LogEvent}s. */
public final class LogEvents {

  private LogEvents() {}

  /** A builder whose unset fields have the schema's defaults. */
  public static LogEvent.Builder builder() {
    Records.trust();
    return LogEvent.newBuilder();
  }
}
