// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.security.SecureRandom;
import java.time.Clock;

/** File ids: 13 letters and digits that sort by the time at which the file was first seen. */
final class FileIds {

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 13;
  private static final int RANDOM_BITS = 22;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private long last;

  FileIds(Clock clock) {
    this.clock = clock;
  }

  /**
   * 42 bits of milliseconds since 1970, then 22 random bits. Many files may be found in the same
   * millisecond, and two of one id would pass for repeats of each other: ids of a process grow.
   */
  String next() {
    long drawn = clock.millis() << RANDOM_BITS | random.nextInt(1 << RANDOM_BITS);
    last = Math.max(drawn, last + 1);
    long value = last;
    char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (value & 31));
      value >>>= 5;
    }
    return new String(text);
  }
}
