// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lays canaries: one of each rule at a time, none twice. */
final class Nest {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final Random random;

  Nest(Random random) {
    this.random = random;
  }

  /** One of each rule. */
  List<Canary> eggs() {
    String ipv6 = "2001:db8:%x:%x::%x".formatted(group(), group(), group());
    String mail =
        "canary." + word(8).toLowerCase(Locale.ROOT) + "@nest-" + digits(5) + ".example.com";
    String pem = Base64.getEncoder().encodeToString(word(96).getBytes(UTF_8));
    String token = word(12) + digits(4) + word(12);
    String password = word(6) + digits(3) + word(5);
    return List.of(
        plain("ipv4", "203.%d.%d.%d".formatted(100 + octet(), 100 + octet(), 100 + octet())),
        plain("ipv6", ipv6),
        plain("email", mail),
        plain("card", card()),
        plain("kr-rrn", "8%d0%d1%d-10%s".formatted(digit(), 1 + digit() % 9, digit(), digits(5))),
        plain("kr-frn", "8%d0%d1%d-50%s".formatted(digit(), 1 + digit() % 9, digit(), digits(5))),
        of("kr-brn", "사업자번호 ", business(), ""),
        of("kr-passport", "passport ", "M" + digits(8), ""),
        of(
            "kr-driver-licence",
            "운전면허 ",
            "11-2%d-%s-%s".formatted(digit(), digits(6), digits(2)),
            ""),
        plain("phone", "010-%s-%s".formatted(4000 + random.nextInt(5000), digits(4))),
        of("bank-account", "계좌 ", "110-%s-%s".formatted(digits(3), digits(6)), ""),
        plain("iban", iban()),
        of(
            "us-ssn",
            "SSN ",
            "5%s-%d-%d".formatted(digits(2), 10 + random.nextInt(89), 1000 + random.nextInt(8999)),
            ""),
        jwt(),
        of("credentials", "Authorization: Bearer ", token, ""),
        plain("api-key", "ghp_" + word(30) + digits(6)),
        of("private-key", "-----BEGIN PRIVATE KEY-----\n", pem, "\n-----END PRIVATE KEY-----"),
        of("secret", "password=", password, ""),
        of("url-password", "https://bob:", password.substring(2) + digits(4), "@host.example/x"));
  }

  private Canary jwt() {
    String claims = "{\"sub\":\"" + digits(10) + "\",\"name\":\"" + word(10) + "\"}";
    String secret = url(claims) + "." + word(43);
    return of("jwt", url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + ".", secret, "");
  }

  private String card() {
    StringBuilder number = new StringBuilder("4" + digits(14));
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int doubled = (number.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return number.append((10 - sum % 10) % 10).toString();
  }

  private String iban() {
    String account = "37040044" + digits(10);
    BigInteger rest = new BigInteger(account + "131400").mod(BigInteger.valueOf(97));
    return "DE%02d%s".formatted(98 - rest.intValue(), account);
  }

  private String business() {
    int[] weights = {1, 3, 7, 1, 3, 7, 1, 3, 5};
    String nine = "1" + (1 + random.nextInt(8)) + digits(1) + "8" + digits(5);
    int sum = (nine.charAt(8) - '0') * 5 / 10;
    for (int i = 0; i < weights.length; i++) {
      sum += (nine.charAt(i) - '0') * weights[i];
    }
    String ten = nine + (10 - sum % 10) % 10;
    return ten.substring(0, 3) + "-" + ten.substring(3, 5) + "-" + ten.substring(5);
  }

  private static Canary plain(String rule, String value) {
    return of(rule, "", value, "");
  }

  private static Canary of(String rule, String before, String value, String after) {
    return new Canary(rule, before + value + after, value);
  }

  private String word(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private String digits(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(digit());
    }
    return text.toString();
  }

  private int digit() {
    return random.nextInt(10);
  }

  private int octet() {
    return random.nextInt(156);
  }

  private int group() {
    return 0x1000 + random.nextInt(0xefff);
  }

  private static String url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
