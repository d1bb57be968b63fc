// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.WireReader;
import java.util.Optional;

/**
 * How many objects a request would become, counted on its bytes before any is made: one that is
 * empty takes two bytes of a request and a hundred of memory.
 *
 * @param items groups, scopes, and spans, log records or metrics with their data points; 0 for JSON
 * @param parts all of these with attributes, events and whatever else is an object
 */
record RequestSize(int items, int parts) {

  static final int ITEMS_MAX = 50_000;
  static final int PARTS_MAX = 400_000;

  /** What a part counts for where memory is shared by the bytes of requests. */
  private static final int PART_BYTES = 16;

  /** Protobuf's own readers end at this depth too. */
  private static final int DEPTH_MAX = 100;

  /**
   * Counts, up to what is too much.
   *
   * @throws MalformedOtlpException when the bytes are no protobuf
   */
  static RequestSize of(Signal signal, byte[] body, boolean json) {
    if (json) {
      return new RequestSize(0, objects(body));
    }
    Walk walk = new Walk(signal);
    WireReader reader = new WireReader();
    reader.reset(body, 0, body.length);
    walk.message(reader, MessageKind.REQUEST, 0);
    return new RequestSize(walk.items, walk.parts);
  }

  /** Why it is too large, in one sentence and the remedy; empty when it is not. */
  Optional<String> refusal() {
    if (items > ITEMS_MAX) {
      return Optional.of(tooMany(ITEMS_MAX, "items"));
    }
    return parts > PARTS_MAX
        ? Optional.of(tooMany(PARTS_MAX, "items, attributes and other parts"))
        : Optional.empty();
  }

  /** Its share of the memory for reading: its bytes, or more when it is of many small parts. */
  long weight(int bytes) {
    return Math.max(bytes, (long) PART_BYTES * parts);
  }

  private static String tooMany(int max, String what) {
    return "The request has more than " + max + " " + what + ". Send smaller batches.";
  }

  /** Objects of a JSON text: braces that open, outside of strings. */
  private static int objects(byte[] json) {
    int objects = 0;
    boolean inString = false;
    for (int i = 0; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> inString = !inString;
        case '\\' -> i++; // What is escaped ends no string.
        case '{' -> objects += inString ? 0 : 1;
        default -> {}
      }
    }
    return objects;
  }

  /** One request; ends early once there is too much of it. */
  private static final class Walk {

    private final Signal signal;
    private int items;
    private int parts;

    Walk(Signal signal) {
      this.signal = signal;
    }

    void message(WireReader reader, MessageKind kind, int depth) {
      if (depth > DEPTH_MAX) {
        throw new MalformedOtlpException("More than " + DEPTH_MAX + " messages lie in each other.");
      }
      WireReader inner = new WireReader();
      while (items <= ITEMS_MAX && parts <= PARTS_MAX && reader.next()) {
        MessageKind child = kind.child(reader.field(), signal);
        if (child != null && reader.type() == WireReader.BYTES) {
          parts++;
          items += child.isItem() ? 1 : 0;
          inner.enter(reader);
          message(inner, child, depth + 1);
        } else if (reader.type() == WireReader.GROUP) {
          parts += (reader.to() - reader.from()) / 2 + 1; // As many fields as fit.
        } else if (reader.field() > MessageKind.FIELDS_MAX) {
          parts++; // Kept as an unknown field.
        }
      }
    }
  }
}
