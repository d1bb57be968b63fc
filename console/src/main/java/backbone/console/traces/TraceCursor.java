// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.console.search.Cursor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Where the next page of traces begins. Aggregations know times to the millisecond, so the last one
 * is asked for again, without the traces of it that were listed.
 *
 * @param end the next page has spans before it only
 * @param listed traces that are not listed again
 */
record TraceCursor(Instant end, List<String> listed) {

  private static final int VALUES = 2;

  TraceCursor {
    listed = List.copyOf(listed);
  }

  /** After a page whose last trace has its newest fitting span in a millisecond. */
  static TraceCursor after(long lastMs, Collection<String> listed) {
    return new TraceCursor(Instant.ofEpochMilli(lastMs + 1), List.copyOf(listed));
  }

  /**
   * Reads the text form.
   *
   * @throws backbone.console.search.BadQueryException when it is not one of ours
   */
  static TraceCursor parse(String text) {
    JsonNode values = Cursor.parse(text, VALUES);
    String ids = values.path(1).asText();
    return new TraceCursor(
        Instant.ofEpochMilli(values.path(0).asLong()),
        ids.isEmpty() ? List.of() : List.of(ids.split(",")));
  }

  String text() {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    return Cursor.of(values.add(end.toEpochMilli()).add(String.join(",", listed)));
  }
}
