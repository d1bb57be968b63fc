// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.TelemetryHeaders;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.streams.Watermarks;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A record of the normalized spans, as head and trail both see it: what one of them leaves out, the
 * other must leave out too. Reusable; for one thread.
 */
final class Fragment {

  /** What a record is. */
  enum Kind {
    SPANS(""),
    CONTROL(""),
    /** Of a replay; live data must not mix with it. */
    REPLAY("replay"),
    /** The key is no trace id. */
    NO_TRACE("trace-id"),
    /** The value is no TracesData. */
    MALFORMED("malformed");

    final String reason;

    Kind(String reason) {
      this.reason = reason;
    }
  }

  private static final int KEY_BYTES = 32;

  /** Some hundred thousand years; sums of such times do not overflow. */
  private static final long ARRIVAL_MS_MAX = 1L << 53;

  /**
   * What arrives long after it was appended here is not believed: its trace would stay open, and
   * the trail in front of it, until then.
   */
  static final long AHEAD_MS_MAX = 600_000;

  private final SpanCount count = new SpanCount();
  private Kind kind;
  private long traceHigh;
  private long traceLow;
  private long arrivalMs;
  private int spans;

  /**
   * Reads a record.
   *
   * @param appendedMs time of the record, which counts when the header of the arrival is missing
   */
  Kind read(Headers headers, byte[] key, byte[] value, long appendedMs) {
    spans = 0;
    kind = judge(headers, key, value);
    if (kind == Kind.SPANS) {
      long latest = appendedMs > 0 ? appendedMs + AHEAD_MS_MAX : ARRIVAL_MS_MAX;
      arrivalMs = Math.min(Math.max(arrival(headers, appendedMs), 0), latest);
    }
    return kind;
  }

  private Kind judge(Headers headers, byte[] key, byte[] value) {
    if (Watermarks.isControl(headers)) {
      return Kind.CONTROL;
    }
    if (headers.lastHeader(TelemetryHeaders.REPLAY) != null) {
      return Kind.REPLAY;
    }
    if (!trace(key)) {
      return Kind.NO_TRACE;
    }
    try {
      spans = value == null ? 0 : count.of(value);
      return value == null ? Kind.MALFORMED : Kind.SPANS;
    } catch (MalformedOtlpException e) {
      return Kind.MALFORMED;
    }
  }

  private boolean trace(byte[] key) {
    if (key == null || key.length != KEY_BYTES) {
      return false;
    }
    int wrong = 0;
    long high = 0;
    long low = 0;
    for (int i = 0; i < KEY_BYTES; i++) {
      int digit = digit(key[i]);
      wrong |= digit;
      high = i < KEY_BYTES / 2 ? high << 4 | digit : high;
      low = low << 4 | digit;
    }
    traceHigh = high;
    traceLow = low;
    return wrong >= 0;
  }

  private static int digit(byte character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
  }

  private static long arrival(Headers headers, long otherwise) {
    Header header = headers.lastHeader(TelemetryHeaders.ARRIVAL);
    if (header == null || header.value() == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(new String(header.value(), UTF_8));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  Kind kind() {
    return kind;
  }

  /** First 8 bytes of the trace id. */
  long traceHigh() {
    return traceHigh;
  }

  /** Last 8 bytes of the trace id. */
  long traceLow() {
    return traceLow;
  }

  /** Milliseconds since 1970. */
  long arrivalMs() {
    return arrivalMs;
  }

  int spans() {
    return spans;
  }
}
