// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.schema.otlp.WireReader.BYTES;

import backbone.engine.normalize.text.Bytes;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.WireReader;

/**
 * Tells OpenTelemetry's log records where no header does: the Collector's exporter for Kafka writes
 * none. A text is never taken for them, as the lengths would have to be right to the last byte.
 */
final class OtlpSniff {

  private static final int BATCH_FIELD = 1;
  private static final int BATCH_FIELDS_MAX = 3;
  private static final int DEPRECATED_FIELD = 1000;
  private static final String[] KEYS = {"\"resourceLogs\"", "\"resource_logs\""};

  private OtlpSniff() {}

  /** Whether all of it is batches of a request, in protobuf. */
  static boolean isProtobuf(byte[] value) {
    if (value.length < 4 || value[0] != (BATCH_FIELD << 3 | BYTES)) {
      return false;
    }
    WireReader request = new WireReader();
    WireReader batch = new WireReader();
    request.reset(value, 0, value.length);
    try {
      while (request.next()) {
        if (!request.is(BATCH_FIELD, BYTES)) {
          return false;
        }
        batch.enter(request);
        while (batch.next()) {
          boolean known = batch.field() <= BATCH_FIELDS_MAX || batch.field() == DEPRECATED_FIELD;
          if (!known || batch.type() != BYTES) {
            return false;
          }
        }
      }
      return true;
    } catch (MalformedOtlpException text) {
      return false;
    }
  }

  /** Whether an item is an object whose first key is that of OTLP's JSON. */
  static boolean isJson(byte[] b, int from, int to) {
    int open = Bytes.skipSpace(b, from, to);
    if (open >= to || b[open] != '{') {
      return false;
    }
    int key = Bytes.skipSpace(b, open + 1, to);
    return Bytes.startsWith(b, key, to, KEYS[0]) || Bytes.startsWith(b, key, to, KEYS[1]);
  }
}
