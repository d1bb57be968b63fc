// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isDigit;

/** Telephone numbers from a plus sign: {@code +82 (0)2-123-4567}, {@code +14155552671}. */
final class InternationalPhone {
  private static final int DIGITS_MAX = 15;
  private static final int GROUPS_MAX = 8;

  /** A number in one piece ends there, whatever digits follow behind a space. */
  private static final int WHOLE_MIN = 8;

  private static final int SEPARATORS_MAX = 2;

  private static final int KOREA = 82;

  private final byte[] digits = new byte[DIGITS_MAX];
  private int count;
  private int code;
  private int codeDigits;

  /** Where the number behind the plus sign at {@code plus} ends, or -1. */
  int end(byte[] in, int from, int to, int plus) {
    if (plus + 1 >= to || !isDigit(in[plus + 1]) || !Chain.startsClean(in, from, plus)) {
      return -1;
    }
    count = 0;
    codeDigits = 0;
    int best = -1;
    int at = plus + 1;
    boolean joined = false;
    for (int groups = 0; groups < GROUPS_MAX && at >= 0; groups++) {
      int start = at;
      at = run(in, to, at);
      int end = at < 0 ? -1 : end(in, to, at);
      best = Math.max(best, end);
      if (at < 0 || (end > 0 && at - start >= WHOLE_MIN)) {
        return best;
      }
      int next = next(in, to, at);
      boolean spaced = next == at + 1 && Chain.isSpace(in[at]);
      if (end > 0 && spaced && joined) {
        return best;
      }
      joined |= !spaced && count > codeDigits;
      at = next;
    }
    return best;
  }

  /** Where a number ends whose digits end at {@code at}, or -1 if they are none. */
  private int end(byte[] in, int to, int at) {
    int end = isNumber() ? Extension.end(in, at, to) : -1;
    return end > 0 && Chain.endsClean(in, end, to) ? end : -1;
  }

  /** Reads digits. Returns where they end, or -1 if they are too many. */
  private int run(byte[] in, int to, int p) {
    int at = p;
    while (at < to && isDigit(in[at])) {
      if (count == DIGITS_MAX) {
        return -1;
      }
      digits[count++] = (byte) (in[at++] - '0');
    }
    if (codeDigits == 0) {
      codeDigits = CountryCodes.code(digits, count);
      code = 0;
      for (int i = 0; i < codeDigits; i++) {
        code = code * 10 + digits[i];
      }
      return codeDigits == 0 ? -1 : at;
    }
    return at;
  }

  private boolean isNumber() {
    if (code != KOREA) {
      return CountryCodes.fits(code, count - codeDigits);
    }
    int first = codeDigits < count && digits[codeDigits] == 0 ? codeDigits + 1 : codeDigits;
    if (count < first + 3) {
      return false;
    }
    int area = KoreanPhone.area(digits, first);
    int rest = count - first - area;
    if (area == 0) {
      return KoreanPhone.isFirm(digits, first) && rest == 8;
    }
    return rest == 7 || rest == 8;
  }

  /** Where the next digits start, or -1. A trunk zero in brackets is none of them. */
  private static int next(byte[] in, int to, int end) {
    int p = end;
    if (p < to && Chain.isSpace(in[p])) {
      p++;
    }
    if (p + 2 < to && in[p] == '(' && in[p + 1] == '0' && in[p + 2] == ')') {
      p += 3;
    }
    for (int i = 0; i < SEPARATORS_MAX && p < to && isSeparator(in[p]); i++) {
      p++;
    }
    return p > end && p < to && isDigit(in[p]) ? p : -1;
  }

  private static boolean isSeparator(byte b) {
    return switch (b) {
      case ' ', '+', '-', '.', '(', ')', '/' -> true;
      default -> false;
    };
  }
}
