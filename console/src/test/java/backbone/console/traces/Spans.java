// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Spans of one service for tests, in milliseconds from a second after 1970. */
final class Spans {

  private static final long MILLI = 1_000_000L;

  private Spans() {}

  static Span span(String id, String parent, long fromMs, long toMs) {
    return new Span(
        id,
        parent,
        "op-" + id,
        "shop",
        (1000 + fromMs) * MILLI,
        (toMs - fromMs) * MILLI,
        JsonNodeFactory.instance.objectNode());
  }
}
