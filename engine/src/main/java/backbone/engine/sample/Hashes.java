// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/** 64-bit hashes that are written to disk: changing one means a new version of the memory. */
final class Hashes {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Hashes() {}

  /** Both halves decide every bit; ids that count up must not fall into neighbouring places. */
  static long ofId(long high, long low) {
    return mix(mix(high + PRIME) ^ low);
  }

  static long ofText(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
      hash ^= hash >>> 32;
    }
    return mix(hash);
  }

  static long mix(long value) {
    long hash = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    return hash ^ hash >>> 31;
  }
}
