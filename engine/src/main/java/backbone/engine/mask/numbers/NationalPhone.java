// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

/** Telephone numbers as other countries write them, and only behind a word that announces one. */
final class NationalPhone {
  private static final int DIGITS_MIN = 7;
  private static final int DIGITS_MAX = 15;
  private static final int EPOCH_SECONDS = 10;
  private static final int EPOCH_MILLIS = 13;

  private NationalPhone() {}

  /** Number of groups of the telephone number that the chain starts with, or 0. */
  static int groups(Chain chain, int kinds) {
    for (int count = chain.groups; count > 1; count--) {
      if (isNumber(chain, count) && isClean(chain, count)) {
        return count;
      }
    }
    return isWhole(chain, kinds) && isClean(chain, 1) ? 1 : 0;
  }

  private static boolean isClean(Chain chain, int count) {
    int end = Extension.end(chain.in, chain.end(count), chain.to);
    return chain.startsClean() && chain.endsClean(end);
  }

  /**
   * In one piece a word like {@code call} tells too little of a number without a zero before it.
   */
  private static boolean isWhole(Chain chain, int kinds) {
    int total = chain.total(1);
    if (total < DIGITS_MIN || total > DIGITS_MAX) {
      return false;
    }
    if ((kinds & Context.PHONE) == 0) {
      return chain.digits[0] == 0 && total >= EPOCH_SECONDS;
    }
    return (kinds & Context.KEYED) != 0 || !isEpoch(chain);
  }

  private static boolean isNumber(Chain chain, int count) {
    int total = chain.total(count);
    if (total < DIGITS_MIN || total > DIGITS_MAX || isDate(chain)) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (chain.length(i) > 8 || (i > 0 && chain.length(i) < 2)) {
        return false;
      }
    }
    return true;
  }

  /** {@code 2026-11-23}, whatever follows. */
  private static boolean isDate(Chain chain) {
    return chain.startsWith(4, 2, 2) && chain.value(4, 2) <= 12 && chain.value(6, 2) <= 31;
  }

  private static boolean isEpoch(Chain chain) {
    int total = chain.total(1);
    return chain.digits[0] == 1 && (total == EPOCH_SECONDS || total >= EPOCH_MILLIS);
  }
}
