// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import backbone.engine.mask.text.Rule;

/** Numbers of firms, drivers and the insured, which are groups of fixed lengths. */
final class Registrations {
  private static final int[] BUSINESS_WEIGHTS = {1, 3, 7, 1, 3, 7, 1, 3, 5};

  private Registrations() {}

  /** Which rule the first groups of a number fit, or null. */
  static Rule rule(Chain chain) {
    return switch (chain.length(0)) {
      case 2 -> isLicenceShape(chain) ? Rule.KR_DRIVER_LICENCE : null;
      case 3 -> ofThree(chain);
      case 9 -> isSocial(chain) ? Rule.US_SSN : null;
      case 10 -> isBusiness(chain) ? Rule.KR_BRN : null;
      case 12 -> isRegion(chain) ? Rule.KR_DRIVER_LICENCE : null;
      default -> null;
    };
  }

  /** Number of groups of the number that fits a rule, or 0 if something touches it. */
  static int groups(Chain chain, Rule rule) {
    int groups = chain.length(0) > 3 ? 1 : isWholeLicence(chain, rule) ? 4 : 3;
    return chain.isUniform(groups) && chain.isClean(groups) ? groups : 0;
  }

  /** Whether the hyphens of a number tell enough; else a word before it must. */
  static boolean isCertain(Chain chain, Rule rule) {
    return chain.length(0) <= 3
        && chain.separator(1) == '-'
        && (rule != Rule.KR_DRIVER_LICENCE || isWholeLicence(chain, rule));
  }

  /** Kinds of the words that announce such a number. */
  static int words(Rule rule) {
    return switch (rule) {
      case KR_BRN -> Context.BUSINESS;
      case US_SSN -> Context.SOCIAL;
      default -> Context.LICENCE;
    };
  }

  private static Rule ofThree(Chain chain) {
    if (chain.startsWith(3, 2, 5)) {
      return isBusiness(chain) ? Rule.KR_BRN : null;
    }
    return chain.startsWith(3, 2, 4) && isSocial(chain) ? Rule.US_SSN : null;
  }

  /**
   * Korean business registration number (사업자등록번호), 3-2-5: a tax office, a kind, a serial number and
   * a check digit, to which the ninth digit counts five times, and the tens of that once more.
   */
  private static boolean isBusiness(Chain chain) {
    if (chain.value(0, 3) < 101 || chain.value(3, 2) == 0) {
      return false;
    }
    int sum = chain.digits[8] * 5 / 10;
    for (int i = 0; i < BUSINESS_WEIGHTS.length; i++) {
      sum += BUSINESS_WEIGHTS[i] * chain.digits[i];
    }
    return (10 - sum % 10) % 10 == chain.digits[9];
  }

  /**
   * Korean driver licence (운전면허번호), 2-2-6-2, of which the first is the region; older ones have the
   * region's name before a number of 2-6-2.
   */
  private static boolean isLicenceShape(Chain chain) {
    if (chain.groups >= 4 && chain.startsWith(2, 2, 6)) {
      return chain.length(3) == 2 && isRegion(chain);
    }
    return chain.startsWith(2, 6, 2);
  }

  private static boolean isWholeLicence(Chain chain, Rule rule) {
    return rule == Rule.KR_DRIVER_LICENCE && chain.length(1) == 2;
  }

  private static boolean isRegion(Chain chain) {
    int region = chain.value(0, 2);
    return (region >= 11 && region <= 26) || region == 28;
  }

  /** Social security number of the United States, 3-2-4: what is never given out. */
  private static boolean isSocial(Chain chain) {
    int area = chain.value(0, 3);
    return area > 0 && area < 900 && area != 666 && chain.value(3, 2) > 0 && chain.value(5, 4) > 0;
  }
}
