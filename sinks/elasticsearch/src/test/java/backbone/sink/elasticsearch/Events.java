// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.Attribute;
import backbone.schema.LogEvent;
import backbone.schema.LogEvents;
import backbone.schema.Origin;
import java.time.Instant;
import java.util.List;

/** Log events of a source {@code events}; the number is the offset in its file. */
final class Events {

  static final Instant ARRIVAL = Instant.parse("2026-11-23T10:00:00Z");

  private static final int IMMENSE = 40_000;

  private Events() {}

  static LogEvent event(long number) {
    return event(number, ARRIVAL);
  }

  static LogEvent event(long number, Instant at) {
    return LogEvents.builder()
        .setOriginId(new Origin("events", 0, number, number + 1).id())
        .setEventTimeUnixNano(at.getEpochSecond() * 1_000_000_000L + at.getNano())
        .setArrivalUnixMilli(ARRIVAL.toEpochMilli())
        .setMessage("login of user failed, code " + number)
        .setLevel("error")
        .setSeverity(17)
        .setServiceName("auth-service")
        .setFileOffset(number)
        .setClientIp("192.0.2.0")
        .setEnv("prod")
        .setRegion("kr")
        .setAttributes(List.of(new Attribute("retries", 3L)))
        .build();
  }

  /** One that Elasticsearch cannot index: Lucene takes no term above 32,766 bytes. */
  static LogEvent poison(long number, String secret) {
    LogEvent event = event(number);
    event.setAttributes(List.of(new Attribute(secret + "k".repeat(IMMENSE), secret)));
    return event;
  }
}
