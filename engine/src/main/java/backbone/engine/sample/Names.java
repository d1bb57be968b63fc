// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.util.Arrays;

/**
 * Texts that many traces share, each kept once as long as somebody holds it. Bounded in the length
 * of each and of all; what does not fit is the empty text, which has the number 0.
 */
final class Names {

  static final int LENGTH_MAX = 200;
  static final int CHARS_MAX = 32 << 20;

  private static final int EMPTY = 0;

  private final Slots slots = new Slots();
  private String[] texts = new String[256];
  private int[] holders = new int[256];
  private int[] free = new int[256];
  private int freed;
  private int used = 1;
  private int chars;

  Names() {
    texts[EMPTY] = "";
  }

  static String cut(String text) {
    return text == null ? "" : text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
  }

  /** The number of a text, which has one holder more. */
  int hold(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    long hash = hash(text);
    for (int at = slots.first(hash); at >= 0; at = slots.next(at, hash)) {
      int name = slots.place(at);
      if (texts[name].equals(text)) {
        holders[name]++;
        return name;
      }
    }
    return chars + text.length() > CHARS_MAX ? EMPTY : add(hash, text);
  }

  /** One holder less. */
  void release(int name) {
    if (name == EMPTY || --holders[name] > 0) {
      return;
    }
    slots.remove(hash(texts[name]), name);
    chars -= texts[name].length();
    texts[name] = null;
    if (freed == free.length) {
      free = Arrays.copyOf(free, freed * 2);
    }
    free[freed++] = name;
  }

  String text(int name) {
    return texts[name];
  }

  private int add(long hash, String text) {
    int name = freed > 0 ? free[--freed] : used++;
    if (name == texts.length) {
      texts = Arrays.copyOf(texts, name * 2);
      holders = Arrays.copyOf(holders, name * 2);
    }
    texts[name] = text;
    holders[name] = 1;
    chars += text.length();
    slots.put(hash, name);
    return name;
  }

  /** A text remembers its own hash, so this costs nothing on the second look. */
  private static long hash(String text) {
    return Hashes.mix(text.hashCode());
  }
}
