// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Logback's everyday pattern with the trace from the MDC in square brackets before the dash:
 *
 * <pre>
 * 2026-03-01 14:05:09.123 [http-nio-8081-exec-4] INFO  shop.auth.LoginController [trace_id=... span_id=...] - text
 * </pre>
 *
 * As Logback does, it writes local time and leaves the zone out.
 */
final class PlainLayout implements Layout {

  private final String javaPackage;
  private final int port;
  private final DateTimeFormatter time;

  PlainLayout(String javaPackage, int port, ZoneId zone) {
    this.javaPackage = javaPackage;
    this.port = port;
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(zone);
  }

  @Override
  public String format(Entry entry) {
    String head =
        String.format(
            "%s [%s] %-5s %s.%s [trace_id=%s span_id=%s] - %s",
            time.format(entry.at()),
            Threads.of(entry.call(), port),
            entry.level(),
            javaPackage,
            entry.logger(),
            entry.call().traceId(),
            entry.call().spanId(),
            entry.message());
    return entry.failure().map(failure -> head + "\n" + failure.text()).orElse(head);
  }
}
