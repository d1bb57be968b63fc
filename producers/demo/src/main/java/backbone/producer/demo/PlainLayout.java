// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Logback's everyday pattern with the trace from the MDC in square brackets after the level:
 *
 * <pre>
 * 2026-03-01 14:05:09.123 [http-nio-8081-exec-4] INFO  [trace_id=... span_id=...] shop.auth.LoginController - text
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
            "%s [%s] %-5s [trace_id=%s span_id=%s] %s.%s - %s",
            time.format(entry.at()),
            Threads.of(entry.call(), port),
            entry.level(),
            entry.call().traceId(),
            entry.call().spanId(),
            javaPackage,
            entry.logger(),
            entry.message());
    return entry.failure().map(failure -> head + "\n" + failure.text()).orElse(head);
  }
}
