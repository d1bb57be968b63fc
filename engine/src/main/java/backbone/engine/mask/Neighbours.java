// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isWord;

import backbone.engine.mask.text.Findings;

/**
 * What touches a masked value can look different without it: {@code fe80::} is no address before
 * letters, but one before a bracket. Only such texts are looked at again.
 */
final class Neighbours {
  private Neighbours() {}

  static boolean mayJoin(byte[] in, Findings findings) {
    for (int i = 0; i < findings.count(); i++) {
      int start = findings.start(i);
      int end = findings.end(i);
      if ((start > 0 && joinsBefore(in[start - 1])) || (end < in.length && joinsAfter(in, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean joinsBefore(byte b) {
    return b < 0 || isWord(b) || b == ':' || b == '.' || b == '@' || b == ']' || b == '+';
  }

  private static boolean joinsAfter(byte[] in, int p) {
    byte b = in[p];
    if (b == ':') {
      return p + 1 >= in.length || !isDigit(in[p + 1]);
    }
    if (b == '\\') {
      return p + 1 < in.length && (in[p + 1] == 'u' || in[p + 1] == '\\');
    }
    return switch (b) {
      case ' ', '\t', '\n', '"', ',', ';', ')', ']', '>', '/' -> false;
      default -> true;
    };
  }
}
