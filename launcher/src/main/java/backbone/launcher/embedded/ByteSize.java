// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Sizes as people write them: {@code 10GB}, {@code 512MB}; powers of 1000, {@code GiB} of 1024. */
public final class ByteSize {

  private ByteSize() {}

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT).replace(" ", "");
    int digits = 0;
    while (digits < upper.length() && Character.isDigit(upper.charAt(digits))) {
      digits++;
    }
    if (digits == 0 || digits > 9) {
      throw new IllegalArgumentException(text + " is not a size. Write it like 10GB or 512MiB");
    }
    long number = Long.parseLong(upper.substring(0, digits));
    long unit = unit(upper.substring(digits), text);
    if (number > Long.MAX_VALUE / unit) {
      throw new IllegalArgumentException(
          text + " is more than a size can be. Write it like 10GB or 512MiB");
    }
    return number * unit;
  }

  /** For people: {@code 9.5 GB}. */
  public static String show(long bytes) {
    if (bytes < 1_000_000) {
      return bytes / 1000 + " kB";
    }
    return bytes < 1_000_000_000
        ? bytes / 1_000_000 + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  static ConfigDef.Validator validator() {
    return (name, value) -> {
      try {
        parse(String.valueOf(value));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(name, value, e.getMessage());
      }
    };
  }

  private static long unit(String unit, String text) {
    return switch (unit) {
      case "", "B" -> 1L;
      case "KB", "K" -> 1000L;
      case "MB", "M" -> 1_000_000L;
      case "GB", "G" -> 1_000_000_000L;
      case "TB", "T" -> 1_000_000_000_000L;
      case "KIB" -> 1L << 10;
      case "MIB" -> 1L << 20;
      case "GIB" -> 1L << 30;
      case "TIB" -> 1L << 40;
      default ->
          throw new IllegalArgumentException(text + " has no known unit. Write 10GB or 512MiB");
    };
  }
}
