// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A value of one rule, in the context that the rule needs.
 *
 * @param type name of the rule
 * @param text the value and its context
 * @param hidden what must not be seen once it is masked; no four characters of it
 * @param cased whether the value means the same in capitals
 */
record Planted(String type, String text, String hidden, boolean cased) {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ALPHANUMERIC = LETTERS + "0123456789";

  /** Whether words tell what the value is: up against another value they would be a part of it. */
  private boolean hasWords() {
    return type.equals("secret") && text.indexOf(' ') > 0 && text.indexOf(':') < 0;
  }

  /** Makes values of all rules, the same ones from the same seed. */
  static final class Maker {

    private final Random random;
    private final Values values;

    Maker(long seed) {
      random = new Random(seed);
      values = new Values(seed);
    }

    /** One of each rule. */
    List<Planted> all() {
      return List.of(
          ipv4(),
          ipv6(),
          plain(
              "email",
              text(8)
                  + "."
                  + text(5)
                  + "@"
                  + text(7).toLowerCase(java.util.Locale.ROOT)
                  + ".example"),
          plain("card", values.card()),
          plain("kr-rrn", values.resident("1234")),
          plain("kr-frn", values.resident("5678")),
          plain("kr-brn", values.business()),
          keyed("kr-passport", "\uc5ec\uad8c\ubc88\ud638 ", "M" + digits(8)),
          plain("kr-driver-licence", values.licence()),
          plain("phone", values.koreanPhone()),
          keyed("bank-account", "\uacc4\uc88c ", "110-" + digits(3) + "-" + digits(6)),
          plain("iban", values.iban()),
          plain("us-ssn", values.social()),
          jwt(),
          credentials(),
          exact("api-key", "ghp_" + text(36)),
          privateKey(),
          secret(),
          pair(),
          sentence(),
          urlPassword());
    }

    /** One of each rule, in any order, that needs no more than one line. */
    List<Planted> mixed() {
      List<Planted> all = new java.util.ArrayList<>(all());
      all.removeIf(Planted::hasWords);
      java.util.Collections.shuffle(all, random);
      return all;
    }

    private Planted ipv4() {
      String address = values.ipv4();
      return new Planted("ipv4", address, "", true);
    }

    private Planted ipv6() {
      String tail = hex() + ":" + hex() + ":" + hex() + ":" + hex() + ":" + hex();
      return new Planted("ipv6", "2001:db8:7:" + tail, tail, true);
    }

    private Planted jwt() {
      String header = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
      String rest = base64("{\"sub\":\"" + text(12) + "\"}") + "." + text(43);
      return new Planted("jwt", header + "." + rest, rest, false);
    }

    private Planted credentials() {
      String token = text(28);
      boolean basic = random.nextBoolean();
      String value = basic ? base64(text(6) + ":" + text(9)) : token;
      String scheme = basic ? "Basic " : "Bearer ";
      return new Planted("credentials", "Authorization: " + scheme + value, value, false);
    }

    private Planted privateKey() {
      String body = text(64) + "\n" + text(64) + "\n" + text(20);
      String name = values.pick(List.of("", "RSA ", "EC ", "OPENSSH "));
      String begin = "-----BEGIN " + name + "PRIVATE KEY-----\n";
      String text = begin + body + "\n-----END " + name + "PRIVATE KEY-----";
      return new Planted("private-key", text, body, false);
    }

    private Planted secret() {
      String value = text(5) + digits(2) + text(5);
      String key =
          values.pick(List.of("password=", "passwd: ", "client_secret=", "pwd=", "db.password: "));
      return new Planted("secret", key + value, value, true);
    }

    private Planted pair() {
      String value = text(5) + digits(2) + text(5);
      return new Planted(
          "secret", "{\"value\":\"" + value + "\",\"name\":\"DB_PASSWORD\"}", value, true);
    }

    private Planted sentence() {
      String value = text(5) + digits(2) + text(5);
      String before =
          values.pick(
              List.of(
                  "the password is ", "passwd was changed to ", "\ube44\ubc00\ubc88\ud638\ub294 "));
      return new Planted("secret", before + value, value, true);
    }

    private Planted urlPassword() {
      String value = text(12);
      String scheme = values.pick(List.of("postgres", "https", "redis", "amqp"));
      return new Planted(
          "url-password", scheme + "://app:" + value + "@db.internal:5432/shop", value, false);
    }

    private static Planted plain(String type, String value) {
      return new Planted(type, value, value, true);
    }

    private static Planted exact(String type, String value) {
      return new Planted(type, value, value, false);
    }

    private static Planted keyed(String type, String context, String value) {
      return new Planted(type, context + value, value, true);
    }

    private String hex() {
      return Integer.toHexString(0x1000 + random.nextInt(0xefff));
    }

    private String digits(int count) {
      return pick("0123456789", count);
    }

    private String text(int count) {
      return pick(LETTERS, 1) + pick(ALPHANUMERIC, count - 1);
    }

    private String pick(String from, int count) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append(from.charAt(random.nextInt(from.length())));
      }
      return text.toString();
    }

    private static String base64(String text) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
  }
}
