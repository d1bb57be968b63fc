// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Body of a bulk request, two lines per document. Built from bytes: Elasticsearch refuses a whole
 * request for one malformed action line.
 *
 * <pre>
 * {"create":{"_index":"telemetry-logs-default-2026.11.23","_id":"3f9k2m7q1x0a4:0:000000000400"}}
 * {"@timestamp":...}
 * {"index":{"_index":"telemetry-metrics-2026.11.23","_id":"1795","version":7,"version_type":"external_gte"}}
 * {"@timestamp":...}
 * </pre>
 *
 * <p>With an external version, Elasticsearch keeps the newest revision whatever the order.
 */
final class BulkBody {

  /** What a document weighs beside its JSON, roughly. */
  static final int ACTION_BYTES = 150;

  private static final byte[] CREATE = "{\"create\":{\"_index\":\"".getBytes(US_ASCII);
  private static final byte[] REPLACE = "{\"index\":{\"_index\":\"".getBytes(US_ASCII);
  private static final byte[] ID = "\",\"_id\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}}\n".getBytes(US_ASCII);

  private BulkBody() {}

  static byte[] of(List<Document> documents) {
    int size = documents.stream().mapToInt(Document::bytes).sum();
    ByteArrayOutputStream body = new ByteArrayOutputStream(size);
    for (Document document : documents) {
      boolean once = document.revision() == Document.ONCE;
      body.writeBytes(once ? CREATE : REPLACE);
      body.writeBytes(quoted(document.index().name()));
      body.writeBytes(ID);
      body.writeBytes(quoted(document.id()));
      body.writeBytes(once ? END : version(document.revision()));
      body.writeBytes(document.json());
      body.write('\n');
    }
    return body.toByteArray();
  }

  private static byte[] version(long revision) {
    return ("\",\"version\":" + revision + ",\"version_type\":\"external_gte\"}}\n")
        .getBytes(US_ASCII);
  }

  private static byte[] quoted(String text) {
    return JsonStringEncoder.getInstance().quoteAsUTF8(text);
  }
}
