// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import backbone.engine.normalize.text.Bytes;
import java.util.Arrays;

/** Remembers what keys mean, by their bytes: loggers repeat the same few keys for ever. Bounded. */
final class NameCache {

  private static final int SLOTS = 2048;
  private static final int KEY_BYTES_MAX = 128;

  private final byte[][] keys = new byte[SLOTS][];
  private final FieldNames.Name[] names = new FieldNames.Name[SLOTS];

  FieldNames.Name get(byte[] path, int length) {
    if (length > KEY_BYTES_MAX) {
      return FieldNames.of(Bytes.text(path, 0, length));
    }
    int slot = hash(path, length) & (SLOTS - 1);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, path, 0, length)) {
      keys[slot] = Arrays.copyOf(path, length);
      names[slot] = FieldNames.of(Bytes.text(path, 0, length));
    }
    return names[slot];
  }

  private static int hash(byte[] path, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + path[i];
    }
    return hash ^ hash >>> 11;
  }
}
