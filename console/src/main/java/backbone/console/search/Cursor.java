// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.Base64;

/** Where the next page of a list begins: the sort values of the last event, opaque to clients. */
public final class Cursor {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CHARS_MAX = 8_000;

  private Cursor() {}

  /** Text form of an event's sort values. */
  public static String of(JsonNode sortValues) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MAPPER.writeValueAsBytes(sortValues));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /**
   * The sort values of a cursor.
   *
   * @throws BadQueryException when it is not one of ours
   */
  public static ArrayNode parse(String cursor, int values) {
    try {
      JsonNode node =
          cursor.length() > CHARS_MAX
              ? null
              : MAPPER.readTree(Base64.getUrlDecoder().decode(cursor));
      if (node instanceof ArrayNode array && array.size() == values && allScalar(array)) {
        return array;
      }
    } catch (IOException | IllegalArgumentException e) {
      // The same answer as for a well-formed cursor of another list.
    }
    throw new BadQueryException("The cursor is not one of ours. Start again without it.");
  }

  private static boolean allScalar(ArrayNode array) {
    for (JsonNode value : array) {
      if (value.isContainerNode()) {
        return false;
      }
    }
    return true;
  }
}
