// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static backbone.schema.TelemetryHeaders.CONTENT_TYPE;
import static backbone.schema.TelemetryHeaders.ENV;
import static backbone.schema.TelemetryHeaders.REGION;
import static backbone.schema.TelemetryHeaders.REPLAY;
import static backbone.schema.TelemetryHeaders.SERVICE;
import static backbone.schema.TelemetryHeaders.TEAM;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.streams.Entrance;
import backbone.streams.raw.SafeName;
import backbone.streams.raw.SenderNames;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads what a raw record says about itself. Headers are a sender's text: what is too long counts
 * as absent and nothing fails. Of one thread.
 */
final class SpanReader {

  /** Longest header that is read; the labels among them are written as headers again. */
  static final int HEADER_BYTES_MAX = 128;

  private final SenderNames names = new SenderNames();

  /**
   * A record as it came.
   *
   * @param value the batch, or null
   * @param contentType media type, or null
   * @param labels who it belongs to
   * @param key the record's key where it is a name, else null: other keys may hold anything
   * @param replay whether a replay wrote it
   */
  record Incoming(byte[] value, String contentType, Labels labels, byte[] key, boolean replay) {}

  /**
   * Who a record belongs to.
   *
   * @param team as the sender or the entrance says; null when neither does
   * @param service service of resources that name none, or null
   */
  record Labels(String env, String region, String team, String service) {}

  Incoming read(Record<byte[], byte[]> record, Entrance entrance) {
    Headers headers = record.headers();
    Labels labels =
        new Labels(
            entrance.env(names.masked(text(headers, ENV))),
            entrance.region(names.masked(text(headers, REGION))),
            entrance.team(names.masked(text(headers, TEAM))),
            or(text(headers, SERVICE), entrance.service()));
    return new Incoming(
        record.value(),
        text(headers, CONTENT_TYPE),
        labels,
        key(record.key()),
        headers.lastHeader(REPLAY) != null);
  }

  private byte[] key(byte[] key) {
    boolean fits = key != null && key.length <= SafeName.CHARS_MAX;
    return fits && names.isSafe(new String(key, UTF_8)) ? key : null;
  }

  private static String or(String own, String otherwise) {
    return own == null || own.isBlank() ? otherwise : own;
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    boolean usable =
        header != null && header.value() != null && header.value().length <= HEADER_BYTES_MAX;
    return usable ? new String(header.value(), UTF_8) : null;
  }
}
