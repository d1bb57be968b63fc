// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the pattern of a {@link Dissect}. */
final class DissectReader {

  static final int CHARS_MAX = 1_000;
  static final int KEYS_MAX = 64;

  private final String pattern;
  private final List<Dissect.Part> parts = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  DissectReader(String pattern) {
    this.pattern = pattern;
  }

  /** Throws IllegalArgumentException, with what to do. */
  Dissect read() {
    if (pattern.length() > CHARS_MAX) {
      throw new IllegalArgumentException("it has more than " + CHARS_MAX + " characters");
    }
    int first = pattern.indexOf("%{");
    if (first < 0) {
      throw new IllegalArgumentException("it has no key. Write one as %{message}");
    }
    String start = pattern.substring(0, first);
    String before = start;
    for (int at = first; at >= 0; ) {
      int close = pattern.indexOf('}', at);
      if (close < 0) {
        throw new IllegalArgumentException("a %{ has no }. Close it");
      }
      int next = pattern.indexOf("%{", close);
      String behind = pattern.substring(close + 1, next < 0 ? pattern.length() : next);
      if (next >= 0 && behind.isEmpty()) {
        throw new IllegalArgumentException(
            "nothing stands between two keys, at its character "
                + (next + 1)
                + ". Put a text there");
      }
      part(pattern.substring(at + 2, close), before, behind);
      before = behind;
      at = next;
    }
    if (parts.size() > KEYS_MAX) {
      throw new IllegalArgumentException("it has more than " + KEYS_MAX + " keys");
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("it skips everything. Give a key a name");
    }
    return new Dissect(pattern, start.getBytes(UTF_8), List.copyOf(parts), List.copyOf(keys));
  }

  private void part(String inside, String before, String behind) {
    boolean padded = inside.endsWith("->");
    String body = padded ? inside.substring(0, inside.length() - 2) : inside;
    boolean joined = body.startsWith("+");
    String name = joined ? body.substring(1) : body;
    boolean skipped = body.isEmpty() || body.startsWith("?");
    int place = skipped ? -1 : place(name, joined, inside);
    boolean adds = joined && place >= 0 && parts.stream().anyMatch(part -> part.place() == place);
    parts.add(new Dissect.Part(place, before, adds, padded, behind.getBytes(UTF_8)));
  }

  private int place(String name, boolean joined, String inside) {
    if (!KeyName.is(name)) {
      throw new IllegalArgumentException(
          "the key %{" + inside + "} has no good name. " + KeyName.REMEDY);
    }
    Integer known = places.putIfAbsent(name, keys.size());
    if (known == null) {
      keys.add(name);
      return keys.size() - 1;
    }
    if (!joined) {
      throw new IllegalArgumentException(
          "the key " + name + " stands twice. Write %{+" + name + "} to join both");
    }
    return known;
  }
}
