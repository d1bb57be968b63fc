// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import java.util.Arrays;

/**
 * Where the attributes of one span or resource lie, and the last values that were asked for: many
 * spans share a resource, and asking a hostile one again and again must not cost its size each
 * time.
 */
final class Attributes {

  private static final int PLACES_KEPT_MAX = 8192;
  private static final int ANSWERS = 8;

  private final AttributeReader reader;
  private final String[] keys = new String[ANSWERS];
  private final String[] answers = new String[ANSWERS];
  private byte[] bytes = {};
  private int[] places = new int[64];
  private int used;
  private int asked;

  Attributes(TextCache texts) {
    reader = new AttributeReader(texts);
  }

  void clear(byte[] in) {
    bytes = in;
    used = 0;
    if (asked > 0) {
      Arrays.fill(keys, null);
      asked = 0;
    }
    if (places.length > PLACES_KEPT_MAX) {
      places = new int[64];
    }
  }

  void add(int from, int to) {
    if (used == places.length) {
      places = Arrays.copyOf(places, used * 2);
    }
    places[used++] = from;
    places[used++] = to;
  }

  String text(String key) {
    for (int i = 0; i < ANSWERS; i++) {
      if (key.equals(keys[i])) {
        return answers[i];
      }
    }
    int slot = asked++ & (ANSWERS - 1);
    answers[slot] = find(key) ? reader.text() : null;
    keys[slot] = key;
    return answers[slot];
  }

  long number(String key, long otherwise) {
    return find(key) ? reader.number(otherwise) : otherwise;
  }

  private boolean find(String key) {
    for (int i = 0; i < used; i += 2) {
      if (reader.find(key, bytes, places[i], places[i + 1])) {
        return true;
      }
    }
    return false;
  }
}
