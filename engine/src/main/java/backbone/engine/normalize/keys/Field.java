// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

/** What a key of a structured payload can mean. */
public enum Field {
  TIME,
  TIME_SECONDS,
  TIME_NANO_PART,
  LEVEL,
  SEVERITY_NUMBER,
  MESSAGE,
  LOGGER,
  /** {@code name}: the logger for bunyan, pino and Python, anything for others. */
  NAME,
  /** {@code target}: the logger for tracing of Rust, anything for others. */
  TARGET,
  THREAD,
  SERVICE,
  SERVICE_VERSION,
  SERVICE_NODE,
  HOST,
  CONTAINER,
  TRACE_ID,
  SPAN_ID,
  TRACEPARENT,
  DATADOG_TRACE_ID,
  DATADOG_SPAN_ID,
  HTTP_METHOD,
  URL_PATH,
  URL,
  HTTP_STATUS,
  DURATION_NANO,
  DURATION_MILLI,
  CLIENT_IP,
  USER_AGENT,
  /** {@code error}: its text, where there is nothing more exact. */
  ERROR,
  ERROR_TYPE,
  ERROR_MESSAGE,
  STACK_TRACE,
  /** {@code log}: the line that a container wrote, or a group of fields. */
  LOG,
  /** {@code event.original}: the line before it was taken apart. */
  ORIGINAL,
  FILE_PATH,
  /** {@code file}, {@code path}, {@code source}: a file for some shippers, anything for others. */
  FILE_GUESS,
  FILE_OFFSET,
  /** 0 to 7. */
  SYSLOG_SEVERITY,
  /** Facility and severity in one number. */
  SYSLOG_PRIORITY,
  PROGRAM,
  PROCESS_ID,
  ZONE,
  /** Tells that the runtime has cut the line. */
  PARTIAL;

  /** Whether only envelopes have it. */
  boolean isOfEnvelope() {
    return compareTo(STACK_TRACE) > 0;
  }
}
