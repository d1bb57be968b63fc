// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Reads our text headers, whatever header converter the worker has. */
public final class RecordHeaders {

  private RecordHeaders() {}

  /** The last header of a name as text, or null. */
  public static String text(SinkRecord record, String name) {
    Header header = record.headers().lastWithName(name);
    if (header == null || header.value() == null) {
      return null;
    }
    return header.value() instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : header.value().toString();
  }

  /** The last header of a name as a whole number, or nothing when it is none. */
  public static OptionalLong number(SinkRecord record, String name) {
    String text = text(record, name);
    try {
      return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
