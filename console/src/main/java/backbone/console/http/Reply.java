// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What is sent back. The body is shared, not copied; nobody writes to it.
 *
 * @param headers of this answer alone
 */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  Reply(int status, String contentType, byte[] body) {
    this(status, contentType, body, Map.of());
  }

  /** A JSON answer. */
  public static Reply json(int status, JsonNode node) {
    try {
      return new Reply(status, "application/json; charset=utf-8", MAPPER.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /** A JSON answer {@code {"error": sentence}}. */
  public static Reply error(int status, String sentence) {
    return json(status, JsonNodeFactory.instance.objectNode().put("error", sentence));
  }

  /** A JSON answer that is text already. */
  public static Reply json(int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "application/json; charset=utf-8", body);
  }

  /** The same with one more header. */
  Reply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, more);
  }

  static Reply text(int status, String sentence) {
    byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "text/plain; charset=utf-8", body);
  }
}
