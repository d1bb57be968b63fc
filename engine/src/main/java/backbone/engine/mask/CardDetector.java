// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Characters.isAlphanumeric;
import static backbone.engine.mask.Characters.isDigit;
import static backbone.engine.mask.Characters.isWord;

/**
 * Finds card numbers: 12 to 19 digits of a known issuer with a right check digit. Issuers' prefixes
 * also keep epochs out: a time in seconds to nanoseconds starts with 1, as no issuer here does.
 */
final class CardDetector {
  private static final int DIGITS_MIN = 12;
  private static final int DIGITS_MAX = 19;
  private static final int GROUP_MIN = 4;

  private final byte[] digits = new byte[DIGITS_MAX];
  private final int[] groupEnds = new int[DIGITS_MAX];
  private final int[] groupDigits = new int[DIGITS_MAX];
  private int groups;

  /** Whether a run of digits from {@code p} to {@code end} may be a card's first group. */
  static boolean isCandidate(byte[] in, int p, int end, int to) {
    int length = end - p;
    if (length >= DIGITS_MIN) {
      return length <= DIGITS_MAX;
    }
    return length >= GROUP_MIN && end + 1 < to && isSeparator(in[end]) && isDigit(in[end + 1]);
  }

  /** Checks the digits from {@code p} to {@code runEnd}. Returns where to go on. */
  int check(byte[] in, int from, int to, int p, int runEnd, Findings out) {
    if (p > from && (isTouching(in[p - 1]) || Tags.endsAt(in, from, p))) {
      return runEnd;
    }
    collect(in, p, to);
    for (int g = groups - 1; g >= 0; g--) {
      int count = groupDigits[g];
      if (count < DIGITS_MIN) {
        return runEnd;
      }
      if (hasCleanEnd(in, groupEnds[g], to) && CardIssuers.knows(digits, count) && luhn(count)) {
        out.add(Rule.CARD, p, p, groupEnds[g]);
        return groupEnds[g];
      }
    }
    return runEnd;
  }

  /** Gathers groups that one and the same separator joins. Only the last may be short. */
  private void collect(byte[] in, int p, int to) {
    groups = 0;
    int count = 0;
    int at = p;
    byte separator = 0;
    while (true) {
      int start = at;
      while (at < to && isDigit(in[at])) {
        if (count == DIGITS_MAX) {
          return;
        }
        digits[count++] = (byte) (in[at++] - '0');
      }
      groupEnds[groups] = at;
      groupDigits[groups++] = count;
      if (at - start < GROUP_MIN || at + 1 >= to || !isDigit(in[at + 1])) {
        return;
      }
      if (!isSeparator(in[at]) || (separator != 0 && in[at] != separator)) {
        return;
      }
      separator = in[at++];
    }
  }

  private boolean luhn(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      int digit = digits[count - 1 - i];
      int doubled = (i & 1) == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** Plus is how a form sends a space. */
  private static boolean isSeparator(byte b) {
    return b == ' ' || b == '-' || b == '+';
  }

  private static boolean isTouching(byte b) {
    return isWord(b) || b == '-' || b == '.';
  }

  private static boolean hasCleanEnd(byte[] in, int end, int to) {
    if (end >= to) {
      return true;
    }
    boolean sentenceEnd = in[end] == '.' && (end + 1 >= to || !isAlphanumeric(in[end + 1]));
    return sentenceEnd || !(isTouching(in[end]) || Tags.startsAt(in, end, to));
  }
}
