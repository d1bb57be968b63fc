// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.times;

import backbone.engine.normalize.text.Bytes;

/**
 * Abbreviations of time zones: those of RFC 822, and others that stand for one offset only. {@code
 * IST}, {@code BST} and the like mean several, so a text with one of them has no zone.
 */
final class ZoneNames {

  private static final int HOUR_SECONDS = 3_600;

  private ZoneNames() {}

  /** Length of the zone at a position, or 0; it ends where its letters end. */
  static int length(byte[] b, int at, int to) {
    int end = at;
    while (end < to && end - at <= 4 && Bytes.isLetter(b[end])) {
      end++;
    }
    return end > at && hours(b, at, end - at) != Integer.MIN_VALUE ? end - at : 0;
  }

  /** Seconds that the zone is ahead of UTC. */
  static int offset(byte[] b, int at, int length) {
    return hours(b, at, length) * HOUR_SECONDS;
  }

  private static int hours(byte[] b, int at, int length) {
    if (length == 1) {
      return (b[at] | 0x20) == 'z' ? 0 : Integer.MIN_VALUE;
    }
    int packed = 0;
    for (int i = 0; i < length; i++) {
      packed = packed << 8 | b[at + i];
    }
    return switch (length) {
      case 2 -> packed == ('U' << 8 | 'T') ? 0 : Integer.MIN_VALUE;
      case 3 -> three(packed);
      case 4 -> four(packed);
      default -> Integer.MIN_VALUE;
    };
  }

  private static int three(int packed) {
    return switch (packed) {
      case 'U' << 16 | 'T' << 8 | 'C', 'G' << 16 | 'M' << 8 | 'T', 'W' << 16 | 'E' << 8 | 'T' -> 0;
      case 'C' << 16 | 'E' << 8 | 'T' -> 1;
      case 'E' << 16 | 'E' << 8 | 'T' -> 2;
      case 'M' << 16 | 'S' << 8 | 'K' -> 3;
      case 'H' << 16 | 'K' << 8 | 'T', 'S' << 16 | 'G' << 8 | 'T' -> 8;
      case 'K' << 16 | 'S' << 8 | 'T', 'J' << 16 | 'S' << 8 | 'T' -> 9;
      case 'E' << 16 | 'D' << 8 | 'T' -> -4;
      case 'E' << 16 | 'S' << 8 | 'T', 'C' << 16 | 'D' << 8 | 'T' -> -5;
      case 'C' << 16 | 'S' << 8 | 'T', 'M' << 16 | 'D' << 8 | 'T' -> -6;
      case 'M' << 16 | 'S' << 8 | 'T', 'P' << 16 | 'D' << 8 | 'T' -> -7;
      case 'P' << 16 | 'S' << 8 | 'T' -> -8;
      default -> Integer.MIN_VALUE;
    };
  }

  private static int four(int packed) {
    return switch (packed) {
      case 'C' << 24 | 'E' << 16 | 'S' << 8 | 'T' -> 2;
      case 'E' << 24 | 'E' << 16 | 'S' << 8 | 'T' -> 3;
      case 'A' << 24 | 'E' << 16 | 'S' << 8 | 'T' -> 10;
      case 'A' << 24 | 'E' << 16 | 'D' << 8 | 'T' -> 11;
      default -> Integer.MIN_VALUE;
    };
  }
}
