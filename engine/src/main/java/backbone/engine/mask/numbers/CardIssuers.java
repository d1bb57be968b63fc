// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

/** Which prefixes and lengths card networks give out. */
final class CardIssuers {
  /** First and last prefix of six digits, shortest and longest number. */
  private static final int[][] RANGES = {
    {60400, 60499, 12, 19}, // Maestro
    {180000, 180099, 15, 15}, // JCB
    {213100, 213199, 15, 15}, // JCB
    {220000, 220599, 16, 19}, // Mir, Borica
    {222100, 272099, 16, 16}, // Mastercard
    {300000, 305999, 14, 19}, // Diners Club
    {309500, 309599, 14, 19},
    {340000, 349999, 15, 15}, // American Express
    {350000, 352799, 16, 16}, // JCB: not given out, but taken for it everywhere
    {352800, 358999, 16, 19}, // JCB
    {359000, 359999, 16, 16},
    {360000, 369999, 14, 19}, // Diners Club
    {370000, 379999, 15, 15}, // American Express
    {380000, 399999, 14, 19}, // Diners Club
    {400000, 499999, 13, 19}, // Visa: 13, 16, 18 and 19
    {500000, 509999, 12, 19}, // Maestro, Verve, Elo, Dankort
    {510000, 559999, 16, 16}, // Mastercard
    {560000, 589999, 12, 19}, // Maestro
    {600000, 609999, 16, 19}, // Discover, RuPay, Hipercard
    {620000, 629999, 16, 19}, // UnionPay, Discover
    {630400, 630499, 12, 19}, // Maestro
    {633100, 633399, 16, 19}, // Switch, Solo
    {636000, 636999, 16, 19}, // InterPayment, Elo
    {639000, 639099, 12, 19}, // Maestro
    {644000, 659999, 16, 19}, // Discover
    {670000, 679999, 12, 19}, // Maestro
    {810000, 829999, 16, 16}, // RuPay
    {860000, 860099, 16, 16}, // UzCard
    {979200, 979299, 16, 16}, // Troy
    {986000, 986099, 16, 16}, // Humo
  };

  private CardIssuers() {}

  static boolean knows(byte[] digits, int count) {
    int prefix = 0;
    for (int i = 0; i < 6; i++) {
      prefix = prefix * 10 + digits[i];
    }
    for (int[] range : RANGES) {
      if (prefix <= range[1]) {
        return prefix >= range[0]
            && count >= range[2]
            && count <= range[3]
            && isVisaLength(prefix, count);
      }
    }
    return false;
  }

  private static boolean isVisaLength(int prefix, int count) {
    return prefix / 100_000 != 4 || count == 13 || count == 16 || count >= 18;
  }
}
