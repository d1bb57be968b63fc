// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

/** Numbers of bank accounts, which share no check digit: only behind a word that announces one. */
final class BankAccount {
  private static final int DIGITS_MIN = 10;
  private static final int DIGITS_MAX = 14;
  private static final int GROUPS_MAX = 4;
  private static final int EPOCH_SECONDS = 10;
  private static final int EPOCH_MILLIS = 13;

  private BankAccount() {}

  /** Number of groups of the account number that the chain starts with, or 0. */
  static int groups(Chain chain, int kinds) {
    for (int count = Math.min(chain.groups, GROUPS_MAX); count > 1; count--) {
      if (isNumber(chain, count) && chain.isClean(count)) {
        return count;
      }
    }
    int total = chain.total(1);
    boolean whole = total >= DIGITS_MIN && total <= DIGITS_MAX && chain.isClean(1);
    boolean epoch = chain.digits[0] == 1 && (total == EPOCH_SECONDS || total == EPOCH_MILLIS);
    return whole && (!epoch || (kinds & Context.KEYED) != 0) ? 1 : 0;
  }

  /** As banks group: two to seven digits each, only a last check may be a single one. */
  private static boolean isNumber(Chain chain, int count) {
    int total = chain.total(count);
    if (total < DIGITS_MIN
        || total > DIGITS_MAX
        || !chain.isUniform(count)
        || (chain.separator(1) != '-' && chain.separator(1) != ' ')) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      int length = chain.length(i);
      if (length > 7 || length < (i == count - 1 && count > 2 ? 1 : 2)) {
        return false;
      }
    }
    return !chain.startsWith(4, 2, 2);
  }
}
