// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.TargetFault;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the filtered answer to a bulk request as a stream.
 *
 * <pre>
 * {"errors":true,"items":[{"create":{"status":201}},{"create":{"status":400,"error":{"type":"t"}}}]}
 * </pre>
 */
final class BulkAnswer {

  /** What was asked for, so that an answer is small and never holds a value of a document. */
  static final String FILTER = "errors,error.type,items.*.status,items.*.error.type";

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * Answer to one document.
   *
   * @param type Elasticsearch's error type, or null
   */
  record Item(int status, String type) {}

  private BulkAnswer() {}

  /**
   * Reads the items, in the order of the request. {@code errors} is not believed: each status is
   * looked at.
   *
   * @throws TargetFault when it is not an answer to that many documents
   */
  static List<Item> items(byte[] answer, int documents) throws TargetFault {
    List<Item> items = new ArrayList<>(documents);
    try (JsonParser json = FACTORY.createParser(answer)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_ARRAY && "items".equals(json.currentName())) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            items.add(item(json));
          }
        }
      }
    } catch (IOException e) {
      throw TargetFault.passing(
          "the answer to a bulk request is not JSON; is there a proxy before Elasticsearch?");
    }
    if (items.size() != documents) {
      throw TargetFault.passing(
          "the answer to a bulk request has "
              + items.size()
              + " items for "
              + documents
              + " documents");
    }
    return items;
  }

  /** Error type of a failed request, or {@code unknown}. */
  static String errorType(byte[] answer) {
    try (JsonParser json = FACTORY.createParser(answer)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING && "type".equals(json.currentName())) {
          return json.getText();
        }
      }
    } catch (IOException e) {
      return "unknown";
    }
    return "unknown";
  }

  /** Reads {@code {"create":{...}}}; the parser stands on its first brace, later on its last. */
  private static Item item(JsonParser json) throws IOException {
    int status = 0;
    String type = null;
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token == null) {
        throw new IOException("cut off");
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_INT && "status".equals(json.currentName())) {
        status = json.getIntValue();
      } else if (token == JsonToken.VALUE_STRING && "type".equals(json.currentName())) {
        type = json.getText();
      }
    }
    return new Item(status, type);
  }
}
