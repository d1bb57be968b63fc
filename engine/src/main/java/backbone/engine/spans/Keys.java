// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.otlp.WireReader;
import java.util.Arrays;

/** Keys of attributes as texts: producers repeat the same few for ever. Bounded; of one thread. */
final class Keys {

  private static final int KEY = 1;
  private static final int SLOTS = 1024;
  private static final int CACHED_BYTES_MAX = 128;

  private final WireReader ahead = new WireReader();
  private final byte[][] bytes = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** The key of a pair that is about to be read; it may stand behind its value. */
  String of(WireReader pair) {
    ahead.reset(pair.bytes(), pair.position(), pair.end());
    int from = 0;
    int to = 0;
    while (ahead.next()) {
      if (ahead.is(KEY, WireReader.BYTES)) {
        from = ahead.from();
        to = ahead.to();
      }
    }
    return text(pair.bytes(), from, to);
  }

  private String text(byte[] in, int from, int to) {
    if (to - from > CACHED_BYTES_MAX) {
      return new String(in, from, to - from, UTF_8);
    }
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + in[i];
    }
    int slot = (hash ^ hash >>> 12) & (SLOTS - 1);
    byte[] known = bytes[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, in, from, to)) {
      bytes[slot] = Arrays.copyOfRange(in, from, to);
      texts[slot] = new String(in, from, to - from, UTF_8);
    }
    return texts[slot];
  }
}
