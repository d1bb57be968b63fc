// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import java.util.List;
import java.util.Map;

/**
 * A log event as its thread leaves it. All that may change afterwards is taken along as text; the
 * rest of the work is done elsewhere.
 *
 * @param epochNanos when, nanoseconds since 1970
 * @param origin where it came from
 * @param message formatted; never null
 * @param failure may be null
 * @param spot where in a trace it happened; may be null
 * @param fields what the event itself names, values of any type; empty for none
 * @param context what its thread carries (MDC); not changed by anyone afterwards
 * @param tags names of markers; empty for none
 */
public record Entry(
    long epochNanos,
    Origin origin,
    String message,
    Throwable failure,
    Spot spot,
    Map<String, ?> fields,
    Map<String, String> context,
    List<String> tags) {

  /** Room for the names of the fields, the braces and the headers of the record, in bytes. */
  static final int FRAME_BYTES = 512;

  private static final int FAILURE_BYTES = 4096;

  /** A field, by rough guess: walking through them would cost the caller more than it is worth. */
  private static final int FIELD_BYTES = 64;

  /** Which severity, logger and thread. */
  public record Origin(Severity severity, String logger, String thread) {}

  /** A place in a trace, both as hexadecimal digits. */
  public record Spot(String traceId, String spanId) {}

  /** What it takes in the queue, in bytes; an estimate. */
  long bytes() {
    long text = Math.min(message.length(), EcsEncoder.TEXT_CHARS_MAX);
    long pairs = (long) fields.size() + context.size() + tags.size();
    return FRAME_BYTES + text + (failure == null ? 0 : FAILURE_BYTES) + pairs * FIELD_BYTES;
  }
}
