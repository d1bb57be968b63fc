// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.security.SecureRandom;

/**
 * 64-bit hashes. All but {@link #ofOpen} are written to disk: changing one means a new version of
 * the memory.
 */
final class Hashes {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  /** Another one in every process. */
  private static final long SECRET = new SecureRandom().nextLong();

  private Hashes() {}

  /** Both halves decide every bit; ids that count up must not fall into neighbouring places. */
  static long ofId(long high, long low) {
    return mix(mix(high + PRIME) ^ low);
  }

  /**
   * For tables in memory only. Without the secret a sender could choose ids that all fall into one
   * slot, and every look-up would walk past all of them.
   */
  static long ofOpen(long high, long low) {
    return mix(mix(high + SECRET) ^ low);
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
