// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.lower;

/** The line behind a firm's telephone number: {@code x201}, {@code ext. 12}. */
final class Extension {
  private static final int DIGITS_MAX = 6;

  private Extension() {}

  /** Where the extension behind {@code end} ends, or {@code end} if there is none. */
  static int end(byte[] in, int end, int to) {
    int p = end < to && Chain.isSpace(in[end]) ? end + 1 : end;
    if (p + 1 >= to) {
      return end;
    }
    if (lower(in[p]) == 'x') {
      p++;
    } else if (p + 3 < to
        && lower(in[p]) == 'e'
        && lower(in[p + 1]) == 'x'
        && lower(in[p + 2]) == 't') {
      p += in[p + 3] == '.' ? 4 : 3;
      p += p < to && Chain.isSpace(in[p]) ? 1 : 0;
    } else {
      return end;
    }
    int start = p;
    while (p < to && p - start <= DIGITS_MAX && isDigit(in[p])) {
      p++;
    }
    return p > start && p - start <= DIGITS_MAX && Chain.endsClean(in, p, to) ? p : end;
  }
}
