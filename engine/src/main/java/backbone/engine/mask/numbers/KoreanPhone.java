// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

/**
 * Telephone numbers as Korea writes them: {@code 010-1234-5678}, {@code (02) 123-4567}, {@code
 * 1588-1234}, and with the country's 82 in place of the zero.
 */
final class KoreanPhone {
  private static final int SUBSCRIBER_MIN = 7;
  private static final int SUBSCRIBER_MAX = 8;

  /** Prefixes of firms besides 1544, 1588 and the like, which end in the same digit twice. */
  private static final int[] FIRMS = {1551, 1660, 1661, 1668, 1670};

  private KoreanPhone() {}

  /** Number of groups of the telephone number that the chain starts with, or 0. */
  static int groups(Chain chain) {
    byte[] digits = chain.digits;
    if (digits[0] == 0) {
      return national(chain);
    }
    if (digits[0] == 1) {
      boolean firm = chain.startsWith(4, 4) && chain.separator(1) == '-' && isFirm(digits, 0);
      return firm && chain.isClean(2) ? 2 : 0;
    }
    return digits[0] == 8 && digits[1] == 2 ? withCountry(chain) : 0;
  }

  /** Digits of the area code or prefix at {@code index}, behind its zero, or 0 if it is none. */
  static int area(byte[] digits, int index) {
    int second = digits[index + 1];
    return switch (digits[index]) {
      case 1 -> second <= 1 || second >= 6 ? 2 : 0;
      case 2 -> 1;
      case 3, 4, 5, 6 -> second >= 1 && second <= 5 ? 2 : second == 0 && digits[index] == 5 ? 3 : 0;
      case 7, 8 -> second == 0 ? 2 : 0;
      default -> 0;
    };
  }

  private static int national(Chain chain) {
    int area = area(chain.digits, 1) + 1;
    if (area == 1) {
      return 0;
    }
    if (chain.groups >= 3 && chain.length(0) == area && isSubscriber(chain, 1)) {
      return chain.isClean(3) ? 3 : 0;
    }
    // The fourth digit of 050x also stands with the next group.
    if (area == 4 && chain.startsWith(3, 4, 4)) {
      return chain.isClean(3) ? 3 : 0;
    }
    if (chain.groups >= 2 && chain.length(0) == area && isLength(chain.length(1))) {
      return chain.isClean(2) ? 2 : 0;
    }
    boolean whole = isLength(chain.total(1) - area) && isCertain(chain, area);
    return whole && chain.isClean(1) ? 1 : 0;
  }

  /** In one piece only what no counter with zeros before it looks like. */
  private static boolean isCertain(Chain chain, int area) {
    if (chain.digits[1] == 1) {
      return chain.digits[2] != 0 || chain.total(1) == 11;
    }
    return chain.digits[area] >= 2;
  }

  /** {@code 82-10-1234-5678} and {@code 821012345678}: mobile only, others are met with a plus. */
  private static int withCountry(Chain chain) {
    if (chain.digits[2] != 1 || chain.digits[3] != 0) {
      return 0;
    }
    if (chain.groups >= 4 && chain.startsWith(2, 2) && isSubscriber(chain, 2)) {
      return chain.isClean(4) ? 4 : 0;
    }
    return chain.total(1) == 12 && chain.isClean(1) ? 1 : 0;
  }

  private static boolean isSubscriber(Chain chain, int group) {
    return chain.length(group + 1) == 4
        && (chain.length(group) == 3 || chain.length(group) == 4)
        && (chain.separator(group) == '.') == (chain.separator(group + 1) == '.');
  }

  private static boolean isLength(int digits) {
    return digits == SUBSCRIBER_MIN || digits == SUBSCRIBER_MAX;
  }

  /** Whether four digits are the prefix of firms, one price from everywhere. */
  static boolean isFirm(byte[] digits, int index) {
    int hundreds = digits[index + 1];
    if (digits[index] != 1 || (hundreds != 5 && hundreds != 6 && hundreds != 8)) {
      return false;
    }
    int last = digits[index + 2] * 10 + digits[index + 3];
    boolean known = digits[index + 2] == digits[index + 3] && (hundreds != 5 || last != 0);
    for (int firm : FIRMS) {
      known |= firm == 1000 + hundreds * 100 + last;
    }
    return known;
  }
}
