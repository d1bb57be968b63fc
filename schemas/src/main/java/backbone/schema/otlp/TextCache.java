// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Strings of texts that come again and again. Each text has one slot, and a newcomer takes it, so
 * hostile variety costs misses and never memory: at most 2,048 texts of 128 bytes.
 */
final class TextCache {

  private static final int SLOTS = 2048;
  private static final int BYTES_MAX = 128;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD. */
  String get(byte[] in, int from, int to) {
    if (to - from > BYTES_MAX) {
      return new String(in, from, to - from, UTF_8);
    }
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + in[i];
    }
    int slot = (hash ^ hash >>> 11 ^ hash >>> 22) & (SLOTS - 1);
    byte[] known = keys[slot];
    if (known != null && Arrays.equals(known, 0, known.length, in, from, to)) {
      return texts[slot];
    }
    keys[slot] = Arrays.copyOfRange(in, from, to);
    texts[slot] = new String(in, from, to - from, UTF_8);
    return texts[slot];
  }
}
