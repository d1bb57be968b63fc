// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.logback;

import backbone.producer.appender.Entry;
import backbone.producer.appender.Severity;
import backbone.producer.appender.TelemetryLog;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Takes along what Logback's events may not keep. */
final class Entries {

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MS = 1_000_000;

  private Entries() {}

  static Entry of(ILoggingEvent event) {
    Map<String, String> context = event.getMDCPropertyMap();
    String message = event.getFormattedMessage();
    return new Entry(
        epochNanos(event),
        new Entry.Origin(severity(event.getLevel()), event.getLoggerName(), event.getThreadName()),
        message == null ? "null" : message,
        failure(event),
        TelemetryLog.spot(context),
        fields(event.getKeyValuePairs()),
        context,
        tags(event.getMarkerList()));
  }

  private static long epochNanos(ILoggingEvent event) {
    Instant at = event.getInstant();
    return at == null
        ? event.getTimeStamp() * NANOS_PER_MS
        : at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
  }

  static Severity severity(Level level) {
    return switch (level.toInt()) {
      case Level.TRACE_INT -> Severity.TRACE;
      case Level.DEBUG_INT -> Severity.DEBUG;
      case Level.WARN_INT -> Severity.WARN;
      case Level.ERROR_INT -> Severity.ERROR;
      default -> Severity.INFO;
    };
  }

  private static Throwable failure(ILoggingEvent event) {
    return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
  }

  private static Map<String, ?> fields(List<KeyValuePair> pairs) {
    if (pairs == null || pairs.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (KeyValuePair pair : pairs) {
      fields.put(pair.key, pair.value);
    }
    return fields;
  }

  private static List<String> tags(List<Marker> markers) {
    return markers == null || markers.isEmpty()
        ? List.of()
        : markers.stream().map(Marker::getName).toList();
  }
}
