// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.log4j2;

import backbone.producer.appender.Entry;
import backbone.producer.appender.Severity;
import backbone.producer.appender.TelemetryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;

/** Takes along what Log4j's events may not keep, as they are used again. */
final class Entries {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Entries() {}

  static Entry of(LogEvent event) {
    Map<String, String> context = event.getContextData().toMap();
    Instant at = event.getInstant();
    return new Entry(
        at.getEpochSecond() * NANOS_PER_SECOND + at.getNanoOfSecond(),
        new Entry.Origin(severity(event.getLevel()), event.getLoggerName(), event.getThreadName()),
        Text.of(event.getMessage()),
        event.getThrown(),
        TelemetryLog.spot(context),
        event.getMessage() instanceof MapMessage<?, ?> map ? Map.copyOf(map.getData()) : Map.of(),
        context,
        tags(event.getMarker()));
  }

  /** Levels of one's own count as the standard one that is next below in weight. */
  static Severity severity(Level level) {
    return switch (level.getStandardLevel()) {
      case OFF, FATAL -> Severity.FATAL;
      case ERROR -> Severity.ERROR;
      case WARN -> Severity.WARN;
      case INFO -> Severity.INFO;
      case DEBUG -> Severity.DEBUG;
      case TRACE, ALL -> Severity.TRACE;
    };
  }

  private static List<String> tags(Marker marker) {
    if (marker == null) {
      return List.of();
    }
    List<String> tags = new ArrayList<>();
    tags.add(marker.getName());
    if (marker.hasParents()) {
      for (Marker parent : marker.getParents()) {
        tags.add(parent.getName());
      }
    }
    return tags;
  }
}
