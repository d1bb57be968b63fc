// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.text;

/** What is looked for. The order is the order of the counters and is only ever extended. */
public enum Rule {
  IPV4(0, "ipv4"),
  IPV6(1, "ipv6"),
  EMAIL(2, "email"),
  CARD(3, "card"),
  KR_RRN(4, "kr-rrn"),
  KR_FRN(5, "kr-frn"),
  KR_BRN(6, "kr-brn"),
  KR_PASSPORT(7, "kr-passport"),
  KR_DRIVER_LICENCE(8, "kr-driver-licence"),
  PHONE(9, "phone"),
  BANK_ACCOUNT(10, "bank-account"),
  IBAN(11, "iban"),
  US_SSN(12, "us-ssn"),
  JWT(13, "jwt"),
  CREDENTIALS(14, "credentials"),
  API_KEY(15, "api-key"),
  PRIVATE_KEY(16, "private-key"),
  SECRET(17, "secret"),
  URL_PASSWORD(18, "url-password");

  /** Number of rules; {@code values()} would copy an array at each call. */
  public static final int COUNT = values().length;

  private static final Rule[] ALL = values();

  private final int index;
  private final String id;

  Rule(int index, String id) {
    this.index = index;
    this.id = id;
  }

  /** Place in counters and findings. */
  public int index() {
    return index;
  }

  /** Name in counts, findings and documents. */
  public String id() {
    return id;
  }

  /** The rule of a place. */
  public static Rule at(int index) {
    return ALL[index];
  }
}
