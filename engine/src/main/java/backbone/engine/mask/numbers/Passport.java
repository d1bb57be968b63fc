// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.lower;

/** Korean passport numbers: {@code M12345678} and, since 2021, {@code M123A4567}. */
final class Passport {

  private Passport() {}

  /** Where the number ends whose letter stands before the digits from {@code p}, or -1. */
  static int end(byte[] in, int from, int to, int p, int runEnd) {
    int start = p - 1;
    if (!isKind(in[start]) || !Chain.startsClean(in, from, start)) {
      return -1;
    }
    int length = runEnd - p;
    if (length == 3) {
      int end = runEnd + 5;
      return end <= to && isLetter(in[runEnd]) && digits(in, runEnd + 1, to) == 4
          ? clean(in, end, to)
          : -1;
    }
    return length == 8 ? clean(in, runEnd, to) : -1;
  }

  /** Multiple, single, residents', official and diplomatic. */
  private static boolean isKind(byte b) {
    return switch (lower(b)) {
      case 'm', 's', 'r', 'o', 'd' -> true;
      default -> false;
    };
  }

  private static int digits(byte[] in, int p, int to) {
    int at = p;
    while (at < to && at - p < 5 && isDigit(in[at])) {
      at++;
    }
    return at - p;
  }

  private static int clean(byte[] in, int end, int to) {
    return Chain.endsClean(in, end, to) ? end : -1;
  }
}
