// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.nio.charset.StandardCharsets;

/**
 * What stands for a masked value. Beside another value it counts as the letters and digits that it
 * stands for: else masking a masked text would find what it did not find before.
 */
final class Tags {
  private static final String[] TEXTS = new String[Rule.COUNT];
  private static final byte[][] ALL = new byte[Rule.COUNT][];

  static {
    for (int i = 0; i < Rule.COUNT; i++) {
      TEXTS[i] = "[" + Rule.at(i).id + "]";
      ALL[i] = TEXTS[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private Tags() {}

  /** The tag of a rule, its name in brackets. */
  static String of(Rule rule) {
    return TEXTS[rule.index];
  }

  static boolean startsAt(byte[] in, int p, int to) {
    if (p < to && in[p] == '[') {
      for (byte[] tag : ALL) {
        if (p + tag.length <= to && matches(in, p, tag)) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean endsAt(byte[] in, int from, int p) {
    if (p > from && in[p - 1] == ']') {
      for (byte[] tag : ALL) {
        if (p - tag.length >= from && matches(in, p - tag.length, tag)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(byte[] in, int p, byte[] tag) {
    for (int i = 0; i < tag.length; i++) {
      if (in[p + i] != tag[i]) {
        return false;
      }
    }
    return true;
  }
}
