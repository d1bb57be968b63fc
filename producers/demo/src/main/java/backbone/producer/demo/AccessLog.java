// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Apache's combined format with the trace id as one more quoted field at the end:
 *
 * <pre>
 * 203.0.113.7 - u-1042 [01/Mar/2026:14:05:09 +0900] "GET /api/items HTTP/1.1" 200 512 "-" "agent" "trace_id=..."
 * </pre>
 */
final class AccessLog {

  private final DateTimeFormatter time;
  private final Outbox<Line> outbox;

  AccessLog(ZoneId zone, Outbox<Line> outbox) {
    this.time =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(zone);
    this.outbox = outbox;
  }

  /** Writes the line at the time of the answer, as servers do. */
  void write(Call call, String request, Reply reply, int bytes) {
    String text =
        String.format(
            "%s - %s [%s] \"%s HTTP/1.1\" %d %d \"https://shop.example.com/\" \"%s\" \"trace_id=%s\"",
            call.customer().ip(),
            call.customer().id(),
            time.format(call.at().plusMillis(reply.tookMs())),
            request,
            reply.status(),
            bytes,
            call.customer().agent(),
            call.traceId());
    outbox.put(new Line(ShopFile.INVENTORY_ACCESS, call.at().plusMillis(reply.tookMs()), text));
  }
}
