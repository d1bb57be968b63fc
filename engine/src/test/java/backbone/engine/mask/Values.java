// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.util.List;
import java.util.Random;

/** Random values of each kind in each spelling, and random rubbish around them. */
final class Values {
  private static final String[] CARD_PREFIXES = {
    "4", "51", "55", "2221", "2720", "34", "37", "36", "3528", "6011", "644", "65", "62", "5018",
    "6304", "6759", "2200"
  };
  private static final int[] CARD_LENGTHS = {
    16, 16, 16, 16, 16, 15, 15, 14, 16, 16, 16, 16, 19, 12, 13, 18, 16
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
    "127.0.0.1"
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
