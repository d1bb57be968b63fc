// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Map;

/** What a span says of itself where its producer was wrong: an attribute, ready to be appended. */
final class Marks {

  static final byte[] END_BEFORE_START = mark("telemetry.clock", text("end-before-start"));
  static final byte[] SKEWED = mark("telemetry.clock", text("skewed"));
  static final byte[] CUT = mark("telemetry.cut", AnyValue.newBuilder().setBoolValue(true).build());

  private static final long SKEW_MS_MAX = 3_600_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Marks() {}

  /** The mark that a span's times deserve, or null; OTLP's times are unsigned. */
  static byte[] ofClock(long start, long end, long arrivalMs) {
    if (Long.compareUnsigned(end, start) < 0) {
      return END_BEFORE_START;
    }
    long skewMs = Long.divideUnsigned(start, NANOS_PER_MILLI) - arrivalMs;
    return skewMs > SKEW_MS_MAX || skewMs < -SKEW_MS_MAX ? SKEWED : null;
  }

  /** How often each rule fired in a span: {@code {"card": 1}}. */
  static byte[] ofMasks(Map<String, Long> counts) {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    counts.forEach(
        (rule, count) ->
            list.addValues(
                KeyValue.newBuilder()
                    .setKey(rule)
                    .setValue(AnyValue.newBuilder().setIntValue(count))));
    return mark("mask.counts", AnyValue.newBuilder().setKvlistValue(list).build());
  }

  /** A span of one attribute is nothing but that attribute's field. */
  private static byte[] mark(String key, AnyValue value) {
    return Span.newBuilder()
        .addAttributes(KeyValue.newBuilder().setKey(key).setValue(value))
        .build()
        .toByteArray();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }
}
