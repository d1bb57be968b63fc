// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Characters.isDigit;

/** Hands each run of digits to the rules that its length and its neighbours leave possible. */
final class Numbers {
  private final Context context;
  private final CardDetector cards = new CardDetector();

  Numbers(Context context) {
    this.context = context;
  }

  /** Checks the digit at {@code p}, the first of a run. Returns where to go on. */
  int check(byte[] in, int from, int to, int p, Findings out) {
    int end = p + 1;
    while (end < to && isDigit(in[end])) {
      end++;
    }
    if (end < to && in[end] == '.' && end - p <= 3) {
      return Ipv4.check(in, from, to, p, out);
    }
    return CardDetector.isCandidate(in, p, end, to) ? cards.check(in, from, to, p, end, out) : end;
  }

  /** Checks the plus sign at {@code p}, with which an international number starts. */
  int plus(byte[] in, int from, int to, int p, Findings out) {
    return p + 1;
  }
}
