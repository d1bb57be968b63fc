// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

/** How many digits follow a country's code in an international telephone number (ITU-T E.164). */
final class CountryCodes {

  /** Code, and shortest and longest number behind it, by the national plans of the ITU. */
  private static final String COUNTRIES =
      "1:10-10 7:10-10 20:8-10 27:9-9 30:10-10 31:9-11 32:8-9 33:9-9 34:9-9 36:8-9 39:6-12 40:9-9"
          + " 41:9-9 43:6-13 44:9-10 45:8-8 46:7-10 47:8-8 48:9-9 49:6-13 51:8-9 52:10-11 53:6-8"
          + " 54:10-11 55:10-11 56:9-9 57:8-10 58:10-10 60:8-10 61:9-9 62:8-12 63:8-10 64:8-10"
          + " 65:8-8 66:8-9 81:9-10 82:8-11 84:9-10 86:8-11 90:10-10 91:10-10 92:9-10 93:9-9"
          + " 94:9-9 95:7-10 98:10-10 211:9-9 212:9-9 213:8-9 216:8-8 218:8-9 220:7-9 221:9-9"
          + " 222:8-8 223:8-8 224:8-9 225:10-10 226:8-8 227:8-8 228:8-8 229:8-10 230:7-8 231:7-9"
          + " 232:8-8 233:9-9 234:8-10 235:8-8 236:8-8 237:9-9 238:7-7 239:7-7 240:9-9 241:7-8"
          + " 242:9-9 243:7-10 244:9-9 245:7-9 246:7-7 247:4-6 248:7-7 249:9-9 250:8-9 251:9-9"
          + " 252:6-9 253:8-8 254:7-10 255:9-9 256:9-9 257:8-8 258:8-9 260:9-9 261:9-9 262:9-9"
          + " 263:8-10 264:8-9 265:7-9 266:8-8 267:7-8 268:8-8 269:7-7 290:4-5 291:7-7 297:7-7"
          + " 298:6-6 299:6-6 350:8-8 351:9-9 352:5-11 353:7-10 354:7-9 355:8-9 356:8-8 357:8-8"
          + " 358:6-11 359:6-9 370:8-8 371:8-8 372:7-8 373:8-8 374:8-8 375:9-9 376:6-9 377:8-9"
          + " 378:8-10 380:9-9 381:8-12 382:8-8 383:8-12 385:8-9 386:8-8 387:8-9 389:8-8 420:9-9"
          + " 421:7-9 423:7-9 500:5-5 501:7-7 502:8-8 503:8-8 504:8-8 505:8-8 506:8-8 507:7-8"
          + " 508:6-9 509:8-8 590:9-9 591:8-8 592:7-7 593:8-9 594:9-9 595:7-9 596:9-9 597:6-7"
          + " 598:8-8 599:7-8 670:7-8 672:6-6 673:7-7 674:7-7 675:7-8 676:5-7 677:5-7 678:5-7"
          + " 679:7-7 680:7-7 681:6-6 682:5-5 683:4-7 685:5-10 686:5-8 687:6-6 688:5-7 689:6-8"
          + " 690:4-7 691:7-7 692:7-7 800:8-8 850:8-10 852:8-8 853:8-8 855:8-9 856:8-10 870:9-9"
          + " 880:7-10 886:8-9 960:7-7 961:7-8 962:8-9 963:8-9 964:8-10 965:7-8 966:8-9 967:7-9"
          + " 968:8-8 970:8-9 971:8-9 972:8-12 973:8-8 974:7-8 975:7-8 976:8-10 977:8-10 992:9-9"
          + " 993:8-8 994:9-9 995:9-9 996:9-9 998:9-9";

  /** Digits of the code, shortest and longest number, by code; 0 where there is no country. */
  private static final int[] LENGTHS = lengths();

  private CountryCodes() {}

  /** Number of digits of the code that the digits start with, or 0. */
  static int code(byte[] digits, int count) {
    int value = 0;
    for (int i = 0; i < Math.min(3, count); i++) {
      value = value * 10 + digits[i];
      if (value == 0) {
        return 0;
      }
      if (LENGTHS[value] != 0) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether so many digits may follow a code. */
  static boolean fits(int code, int digits) {
    int lengths = LENGTHS[code];
    return digits >= (lengths >> 8) && digits <= (lengths & 0xff);
  }

  private static int[] lengths() {
    int[] table = new int[1000];
    for (String country : COUNTRIES.split(" ", -1)) {
      int colon = country.indexOf(':');
      int dash = country.indexOf('-');
      int least = Integer.parseInt(country, colon + 1, dash, 10);
      int most = Integer.parseInt(country, dash + 1, country.length(), 10);
      table[Integer.parseInt(country, 0, colon, 10)] = least << 8 | most;
    }
    return table;
  }
}
