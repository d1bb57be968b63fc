// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.times;

import java.math.BigDecimal;

/** Durations as text: nanoseconds, or a decimal number with its unit, as in {@code 12.5ms}. */
public final class Durations {

  private static final int CHARS_MAX = 30;
  private static final BigDecimal NANOS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private Durations() {}

  /** Nanoseconds, or -1 where the text is no duration. */
  public static long nanos(String text) {
    int unit = 0;
    while (unit < text.length() && isNumber(text.charAt(unit))) {
      unit++;
    }
    int power = power(text.substring(unit).strip());
    if (unit == 0 || text.length() > CHARS_MAX || power < 0) {
      return -1;
    }
    try {
      BigDecimal nanos = new BigDecimal(text.substring(0, unit)).movePointRight(power);
      return nanos.compareTo(NANOS_MAX) > 0 ? -1 : nanos.longValue();
    } catch (NumberFormatException none) {
      return -1;
    }
  }

  private static int power(String unit) {
    return switch (unit) {
      case "", "ns" -> 0;
      case "us", "µs", "μs" -> 3;
      case "ms" -> 6;
      case "s", "sec" -> 9;
      default -> -1;
    };
  }

  private static boolean isNumber(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }
}
