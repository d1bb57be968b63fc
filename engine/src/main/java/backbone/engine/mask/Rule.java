// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

/** What is looked for. The order is the order of the counters and is only ever extended. */
enum Rule {
  IPV4(0, "ipv4"),
  IPV6(1, "ipv6"),
  EMAIL(2, "email"),
  CARD(3, "card");

  /** Number of rules; {@code values()} would copy an array at each call. */
  static final int COUNT = values().length;

  private static final Rule[] ALL = values();

  /** Place in counters and findings. */
  final int index;

  /** Name in counts, findings and documents. */
  final String id;

  Rule(int index, String id) {
    this.index = index;
    this.id = id;
  }

  static Rule at(int index) {
    return ALL[index];
  }
}
