// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import backbone.engine.mask.text.Rule;

/**
 * Korean resident (주민등록번호) and foreigner (외국인등록번호) registration numbers: a date of birth, a digit
 * for century and sex, six more. The check digit proves nothing any more: it is random in numbers
 * of citizens since October 2020, and wrong in many of foreigners.
 */
final class ResidentNumber {
  private static final int DIGITS = 13;
  private static final int REGION_MAX = 96;

  /** Month from which regions are random: 2020-10. */
  private static final int RANDOM_SINCE = 2020 * 12 + 10;

  private static final int[] WEIGHTS = {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};
  private static final int[] CENTURIES = {18, 19, 19, 20, 20, 19, 19, 20, 20, 18};
  private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private ResidentNumber() {}

  /** Number of groups of the number that the chain starts with, or 0. */
  static int groups(Chain chain, Context context) {
    if (chain.total(1) == DIGITS) {
      return chain.isClean(1) && isPerson(chain, context, mayBeEpoch(chain)) ? 1 : 0;
    }
    return chain.startsWith(6, 7) && isApart(chain) && isPerson(chain, context, false) ? 2 : 0;
  }

  /** Six, a hyphen and seven are telling enough beside letters. */
  private static boolean isApart(Chain chain) {
    return switch (chain.separator(1)) {
      case '-' -> chain.startsApart() && chain.endsApart(chain.end(2));
      case ' ' -> chain.isClean(2);
      default -> false;
    };
  }

  /** A word before it tells more than its digits, which may be mistyped or made up. */
  private static boolean isPerson(Chain chain, Context context, boolean mayBeEpoch) {
    // Who was born in the 2010s has a right check digit still, and the 1910s are long ago.
    boolean likely = isBirth(chain) && (!mayBeEpoch || hasCheckDigit(chain));
    return likely || (context.before(chain) & Context.RESIDENT) != 0;
  }

  static Rule rule(Chain chain) {
    int digit = chain.digits[6];
    return digit >= 5 && digit <= 8 ? Rule.KR_FRN : Rule.KR_RRN;
  }

  private static boolean isBirth(Chain chain) {
    int year = CENTURIES[chain.digits[6]] * 100 + chain.value(0, 2);
    int month = chain.value(2, 2);
    int day = chain.value(4, 2);
    if (month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]) {
      return false;
    }
    if (month == 2 && day == 29 && !isLeap(year)) {
      return false;
    }
    return rule(chain) == Rule.KR_FRN
        || chain.value(7, 2) <= REGION_MAX
        || year * 12 + month >= RANDOM_SINCE;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Thirteen digits from 12 to 19 are also the milliseconds from 2008 to 2033. */
  private static boolean mayBeEpoch(Chain chain) {
    return chain.digits[0] == 1 && chain.digits[1] >= 2;
  }

  static boolean hasCheckDigit(Chain chain) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * chain.digits[i];
    }
    int base = rule(chain) == Rule.KR_FRN ? 13 : 11;
    return (base - sum % 11) % 10 == chain.digits[DIGITS - 1];
  }
}
