// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.isWord;
import static backbone.engine.mask.text.Characters.lower;

import backbone.engine.mask.text.Tags;

/** International bank account numbers (ISO 13616): a country, its length, the remainder 1 of 97. */
final class Iban {
  private static final int LETTERS = 26;

  /** Country and number of characters, as the registry of the standard lists them. */
  private static final String COUNTRIES =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
          + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28"
          + " HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21"
          + " LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29"
          + " PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23"
          + " TN24 TR26 UA29 VA22 VG24 XK20 YE30";

  private static final byte[] LENGTHS = lengths();

  private Iban() {}

  /** Where the number ends whose country stands before the digit at {@code p}, or -1. */
  static int end(byte[] in, int from, int to, int p) {
    int start = p - 2;
    if (start < from || !isLetter(in[start]) || !isLetter(in[p - 1])) {
      return -1;
    }
    int length = LENGTHS[letter(in[start]) * LETTERS + letter(in[start + 1])];
    if (length == 0 || (start > from && isWord(in[start - 1])) || Tags.endsAt(in, from, start)) {
      return -1;
    }
    int remainder = 0;
    int count = 4;
    int at = p + 2;
    byte separator = 0;
    while (count < length) {
      if (at < to
          && isSeparator(in[at])
          && (separator == 0 || in[at] == separator)
          && (separator != 0 || count == 4)) {
        separator = in[at++];
      }
      if (at >= to || !isAlphanumeric(in[at])) {
        return -1;
      }
      remainder = append(remainder, in[at++]);
      count++;
    }
    for (int i = start; i < start + 4; i++) {
      remainder = append(remainder, in[i]);
    }
    return remainder == 1 && Chain.endsClean(in, at, to) ? at : -1;
  }

  private static int append(int remainder, byte b) {
    return isDigit(b) ? (remainder * 10 + b - '0') % 97 : (remainder * 100 + letter(b) + 10) % 97;
  }

  private static boolean isSeparator(byte b) {
    return b == ' ' || b == '-' || b == '+';
  }

  private static int letter(byte b) {
    return lower(b) - 'a';
  }

  private static byte[] lengths() {
    byte[] table = new byte[LETTERS * LETTERS];
    for (String country : COUNTRIES.split(" ", -1)) {
      int index = (country.charAt(0) - 'A') * LETTERS + country.charAt(1) - 'A';
      table[index] = Byte.parseByte(country.substring(2));
    }
    return table;
  }
}
