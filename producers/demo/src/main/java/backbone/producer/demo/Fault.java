// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What can go wrong in the shop on request. */
public enum Fault {
  /** A release of auth-service rejects valid tokens: about 60 % of the logins fail. */
  BAD_TOKEN("bad-token"),
  /** Each session lookup of payment-service in Redis takes about 1.5 s. */
  SLOW_REDIS("slow-redis"),
  /** Each stock reservation of inventory-service takes about 2 s, and orders wait for it. */
  SLOW_INVENTORY("slow-inventory"),
  /** Most answers of inventory-service are HTTP 500, and orders fail with them. */
  ERROR_BURST("error-burst"),
  /** Orders fail in pricing while one thread of the process burns most of a core. */
  CPU_BURN("cpu-burn");

  private final String label;

  Fault(String label) {
    this.label = label;
  }

  /** The name on the command line and in the switch file, for instance {@code bad-token}. */
  public String label() {
    return label;
  }

  /**
   * The fault of a label.
   *
   * @throws IllegalArgumentException when there is no such fault; the message lists those there are
   */
  public static Fault of(String label) {
    return Arrays.stream(values())
        .filter(fault -> fault.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no fault " + label + ". Choose one of " + labels() + "."));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "));
  }
}
