// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Passwords that stand nowhere else, so that a test can look for where they turn up. */
public final class Secrets {

  private static final int BITS = 96;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** A new one: letters and digits, different each time. */
  public static String next() {
    return "pw" + new BigInteger(BITS, RANDOM).toString(36);
  }
}
