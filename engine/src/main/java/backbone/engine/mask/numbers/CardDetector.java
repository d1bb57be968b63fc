// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isWord;

import backbone.engine.mask.text.Tags;

/**
 * Finds card numbers: 12 to 19 digits of a known issuer with a right check digit. Issuers' prefixes
 * also keep epochs out: a time in seconds to nanoseconds starts with 1, as only an old issuer of 15
 * digits does.
 */
final class CardDetector {
  private static final int DIGITS_MIN = 12;
  private static final int DIGITS_MAX = 19;
  private static final int GROUP_MIN = 4;

  private CardDetector() {}

  /** Number of groups of the card number that the chain starts with, or 0. */
  static int groups(Chain chain) {
    if (chain.groups == 0
        || chain.length(0) < GROUP_MIN
        || chain.total(chain.groups) < DIGITS_MIN) {
      return 0;
    }
    for (int count = joined(chain); count > 0; count--) {
      int total = chain.total(count);
      if (total < DIGITS_MIN) {
        return 0;
      }
      if (total <= DIGITS_MAX
          && CardIssuers.knows(chain.digits, total)
          && luhn(chain.digits, total)
          && hasCleanEdges(chain, chain.end(count))) {
        return count;
      }
    }
    return 0;
  }

  /** How many groups one and the same separator joins. Only the last may be short. */
  private static int joined(Chain chain) {
    int count = 1;
    while (count < chain.groups
        && chain.length(count - 1) >= GROUP_MIN
        && (chain.separator(count) == ' ' || chain.separator(count) == '-')
        && chain.separator(count) == chain.separator(1)) {
      count++;
    }
    return count;
  }

  private static boolean luhn(byte[] digits, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      int digit = digits[count - 1 - i];
      int doubled = (i & 1) == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  private static boolean hasCleanEdges(Chain chain, int end) {
    byte[] in = chain.in;
    int p = chain.start;
    if (p > chain.from && (isTouching(in[p - 1]) || Tags.endsAt(in, chain.from, p))) {
      return false;
    }
    if (end >= chain.to) {
      return true;
    }
    boolean sentenceEnd = in[end] == '.' && (end + 1 >= chain.to || !isAlphanumeric(in[end + 1]));
    return sentenceEnd || !(isTouching(in[end]) || Tags.startsAt(in, end, chain.to));
  }

  private static boolean isTouching(byte b) {
    return isWord(b) || b == '-' || b == '.';
  }
}
