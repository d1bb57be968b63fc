// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Random values of each kind in each spelling, and random rubbish around them. */
final class Values {
  private static final String[] CARD_PREFIXES = {
    "4", "51", "55", "2221", "2720", "34", "37", "36", "3528", "6011", "644", "65", "62", "5018",
    "6304", "6759", "2200"
  };
  private static final int[] CARD_LENGTHS = {
    16, 16, 16, 16, 16, 15, 15, 14, 16, 16, 16, 16, 19, 12, 14, 18, 16
  };
  private static final String[] PIECES = {
    "10.0.0.1",
    "1.2.3.4",
    "255.",
    ".1",
    "2001:db8::1",
    "fe80::",
    "::",
    ":",
    "1:2",
    "::ffff:",
    "%",
    "%25",
    "%3A",
    "%40",
    "%20",
    "\\u0040",
    "\\n",
    "\\\\",
    "\\\"",
    "@",
    "a@b.com",
    "bob@",
    ".com",
    "4111111111111111",
    "4111 1111 ",
    "1111",
    "-",
    "+",
    "_",
    ".",
    "/",
    "v",
    "version",
    "rv:",
    "x",
    "홍",
    "으로",
    "é",
    "\ud83d\ude00",
    "\ud800",
    " ",
    " ",
    "\"",
    "'",
    "=",
    "[",
    "]",
    "xxx",
    "[card]",
    "[email]",
    "http://",
    "Chrome/",
    "5555-5555-5555-4444",
    "192.168.1.xxx",
    "0",
    "f",
    "127.0.0.1",
    "010-1234-5678",
    "(02) 123-",
    "+82 10",
    "+1",
    "415-555-2671",
    "1234567890",
    "900101-1234567",
    "123-45-67891",
    "078-05-1120",
    "11-90-123456-",
    "DE89 3704 0044 0532 0130 00",
    "GB29",
    "M12345678",
    "phone",
    "account: ",
    "계좌 ",
    "tel=",
    "여권번호 ",
    "[phone]",
    "password",
    "token",
    "password=",
    "\"password\":\"",
    "\\\"password\\\":\\\"",
    "api-key: ",
    "Authorization: ",
    "Bearer ",
    "Basic ",
    "Cookie: ",
    "[secret]",
    "[api-key]",
    "[credentials]",
    "--password ",
    "<password>",
    "</password>",
    "ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "eyJhbGciOiJIUzI1NiJ9.",
    "eyJzdWIiOiIxIn0.",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "://u:p",
    "비밀번호: ",
    "null",
    "***",
    ";",
    ",",
    "&",
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    "\n"
  };

  private final Random random;

  Values(long seed) {
    random = new Random(seed);
  }

  byte[] bytes() {
    byte[] result = new byte[random.nextInt(200)];
    random.nextBytes(result);
    return result;
  }

  String rubbish() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  String ipv4() {
    return (1 + random.nextInt(126)) + "." + octet() + "." + octet() + "." + octet();
  }

  String ipv6() {
    int gap = random.nextInt(3) == 0 ? -1 : 1 + random.nextInt(6);
    int skipped = gap < 0 ? 0 : 1 + random.nextInt(7 - gap);
    StringBuilder text = new StringBuilder("2001");
    for (int i = 1; i < 8; i++) {
      if (i >= gap && i < gap + skipped) {
        text.append(i == gap ? "::" : "");
      } else {
        text.append(text.toString().endsWith("::") ? "" : ":");
        text.append(Integer.toHexString(1 + random.nextInt(0xffff)));
      }
    }
    return text.toString();
  }

  String email() {
    String local = pick(List.of("bob", "kim.minsu", "a_b+tag", "x-1", "BOB"));
    return local
        + "@"
        + pick(List.of("example.com", "mail.example.co.kr", "xn--9t4b.kr", "a-b.io"));
  }

  String card() {
    int kind = random.nextInt(CARD_PREFIXES.length);
    StringBuilder digits = new StringBuilder(CARD_PREFIXES[kind]);
    while (digits.length() < CARD_LENGTHS[kind] - 1) {
      digits.append(random.nextInt(10));
    }
    digits.append(checkDigit(digits));
    String separator = pick(List.of("", " ", "-"));
    for (int i = (digits.length() - 1) / 4 * 4; i > 0; i -= 4) {
      digits.insert(i, separator);
    }
    return digits.toString();
  }

  /** A resident or foreigner number whose seventh digit is one of these; the check is random. */
  String resident(String kinds) {
    int kind = kinds.charAt(random.nextInt(kinds.length())) - '0';
    String birth =
        "%02d%02d%02d"
            .formatted(random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28));
    String separator = birth.charAt(0) == '1' ? "-" : pick(List.of("-", "-", " ", ""));
    String rest = "%d%02d%04d".formatted(kind, random.nextInt(96), random.nextInt(10_000));
    String number = birth + separator + rest;
    return separator.isEmpty() && Masks.isCard(number) ? birth + "-" + rest : number;
  }

  String business() {
    String number =
        "%03d%02d%04d"
            .formatted(101 + random.nextInt(800), 1 + random.nextInt(99), random.nextInt(10_000));
    int[] weights = {1, 3, 7, 1, 3, 7, 1, 3, 5};
    int sum = (number.charAt(8) - '0') * 5 / 10;
    for (int i = 0; i < 9; i++) {
      sum += (number.charAt(i) - '0') * weights[i];
    }
    return number.substring(0, 3)
        + "-"
        + number.substring(3, 5)
        + "-"
        + number.substring(5)
        + (10 - sum % 10) % 10;
  }

  String licence() {
    int region = random.nextInt(17);
    return "%02d-%02d-%06d-%02d"
        .formatted(
            region == 16 ? 28 : 11 + region,
            random.nextInt(100),
            random.nextInt(1_000_000),
            random.nextInt(100));
  }

  String koreanPhone() {
    String area = pick(List.of("010", "011", "019", "02", "031", "064", "070", "0505", "080"));
    String middle =
        String.valueOf(
            random.nextBoolean() ? 200 + random.nextInt(800) : 2000 + random.nextInt(8000));
    if (area.equals("010")) {
      middle = String.valueOf(2000 + random.nextInt(8000));
    }
    String last = "%04d".formatted(random.nextInt(10_000));
    return switch (random.nextInt(8)) {
      case 0 -> area + middle + last;
      case 1 -> area + " " + middle + " " + last;
      case 2 -> area + "." + middle + "." + last;
      case 3 -> area + "-" + middle + last;
      case 4 -> "(" + area + ") " + middle + "-" + last;
      case 5 -> "+82-" + area.substring(1) + "-" + middle + "-" + last;
      case 6 -> "+82 " + area.substring(1) + " " + middle + " " + last;
      default -> area + "-" + middle + "-" + last;
    };
  }

  String iban() {
    String country = pick(List.of("DE22", "FR27", "GB22", "NL18", "NO15", "MT31", "KZ20"));
    StringBuilder account = new StringBuilder();
    for (int i = Integer.parseInt(country.substring(2)) - 4; i > 0; i--) {
      account.append(
          random.nextInt(4) == 0
              ? (char) ('A' + random.nextInt(26))
              : (char) ('0' + random.nextInt(10)));
    }
    StringBuilder digits = new StringBuilder();
    for (char c : (account + country.substring(0, 2) + "00").toCharArray()) {
      digits.append(Character.digit(c, 36));
    }
    int check = 98 - new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    StringBuilder text =
        new StringBuilder(country.substring(0, 2) + "%02d".formatted(check) + account);
    String separator = pick(List.of("", " ", "-"));
    for (int i = (text.length() - 1) / 4 * 4; i > 0; i -= 4) {
      text.insert(i, separator);
    }
    return text.toString();
  }

  String social() {
    int area = 1 + random.nextInt(899);
    return "%03d-%02d-%04d"
        .formatted(area == 666 ? 665 : area, 1 + random.nextInt(99), 1 + random.nextInt(9999));
  }

  String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private int octet() {
    return random.nextInt(256);
  }

  private static int checkDigit(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (10 - sum % 10) % 10;
  }
}
