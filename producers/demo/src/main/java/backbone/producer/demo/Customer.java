// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.util.List;

/**
 * Somebody who shops.
 *
 * @param id for instance {@code u-1042}
 * @param email an address below example.com or example.co.kr
 * @param ip an address of the ranges kept for documentation
 * @param agent what the browser or app calls itself
 */
record Customer(String id, String email, String ip, String agent) {

  private static final List<String> GIVEN =
      List.of("minji", "seojun", "jiwoo", "haeun", "doyun", "anna", "luis", "mary", "yuki", "omar");
  private static final List<String> FAMILY =
      List.of("kim", "lee", "park", "choi", "jung", "garcia", "miller", "sato", "weber", "silva");
  private static final List<String> DOMAIN = List.of("example.com", "example.co.kr", "example.org");
  private static final List<String> NETWORK = List.of("203.0.113.", "198.51.100.", "192.0.2.");
  private static final List<String> AGENT =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/141.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 Safari/605.1.15",
          "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile",
          "ShopApp/7.3 (iOS 18.1)");

  static Customer of(int number, Dice dice) {
    return new Customer(
        "u-" + number,
        dice.pick(GIVEN) + "." + dice.pick(FAMILY) + number + "@" + dice.pick(DOMAIN),
        dice.pick(NETWORK) + dice.between(1, 254),
        dice.pick(AGENT));
  }
}
