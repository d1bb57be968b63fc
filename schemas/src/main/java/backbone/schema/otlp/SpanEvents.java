// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static backbone.schema.otlp.WireReader.BYTES;

import java.util.Arrays;

/** The events of one span: looked into only when asked for. One that is broken inside is none. */
final class SpanEvents {

  private static final int PLACES_KEPT_MAX = 1_024;
  private static final int NAME = 2;
  private static final int ATTRIBUTE = 3;

  private final WireReader event = new WireReader();
  private final TextCache texts;
  private final Attributes attributes;

  private byte[] bytes = {};
  private int[] places = new int[16];
  private int used;
  private int asked;
  private String name = "";

  SpanEvents(TextCache texts) {
    this.texts = texts;
    attributes = new Attributes(texts);
  }

  void clear(byte[] in) {
    bytes = in;
    used = 0;
    asked = 0;
    if (places.length > PLACES_KEPT_MAX) {
      places = new int[16];
    }
  }

  void add(int from, int to) {
    if (used == places.length) {
      places = Arrays.copyOf(places, used * 2);
    }
    places[used++] = from;
    places[used++] = to;
  }

  /** Goes to the next event; false at the end. */
  boolean next() {
    while (asked < used) {
      asked += 2;
      if (read(places[asked - 2], places[asked - 1])) {
        return true;
      }
    }
    return false;
  }

  private boolean read(int from, int to) {
    name = "";
    attributes.clear(bytes);
    event.reset(bytes, from, to);
    try {
      while (event.next()) {
        if (event.is(NAME, BYTES)) {
          name = texts.get(bytes, event.from(), event.to());
        } else if (event.is(ATTRIBUTE, BYTES)) {
          attributes.add(event.from(), event.to());
        }
      }
      return true;
    } catch (MalformedOtlpException broken) {
      return false;
    }
  }

  /** Name of the current event; empty for none. */
  String name() {
    return name;
  }

  /** A scalar attribute of the current event as text; null when absent, bytes, a list or a map. */
  String text(String key) {
    return attributes.text(key);
  }
}
