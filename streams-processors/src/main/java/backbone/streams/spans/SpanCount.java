// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.OtlpJson;
import backbone.schema.otlp.SpanCursor;

/**
 * Counts the spans of a batch without the engine, so that the books compare two counts and not one
 * with itself. Of one thread.
 */
final class SpanCount {

  static final int UNKNOWN = -1;

  private final SpanCursor cursor = new SpanCursor();

  /** Spans of a protobuf batch; {@link #UNKNOWN} when it is none. */
  int ofProtobuf(byte[] value) {
    int spans = 0;
    try {
      cursor.reset(value, 0, value.length);
      while (cursor.next()) {
        spans++;
      }
      return spans;
    } catch (MalformedOtlpException e) {
      return UNKNOWN;
    }
  }

  /** Spans of a JSON batch; {@link #UNKNOWN} when it is none. */
  static int ofJson(byte[] value) {
    try {
      return OtlpJson.traces(value).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .mapToInt(scope -> scope.getSpansCount())
          .sum();
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
