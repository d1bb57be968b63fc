// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import backbone.engine.normalize.text.JsonScanner.Kind;

/** Values of JSON leaves, and whether they can be what a key says. */
public final class JsonValues {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double DURATION_NANOS_MAX = 9e18;

  private JsonValues() {}

  /** The value as an attribute holds it: text, long, double or boolean. */
  public static Object value(byte[] b, Kind kind, int from, int to) {
    return switch (kind) {
      case TRUE -> true;
      case FALSE -> false;
      case INTEGER -> integer(b, from, to);
      case DECIMAL -> decimal(b, from, to);
      case STRING, ESCAPED_STRING, RAW -> text(b, kind, from, to);
    };
  }

  /** The text of a leaf, without escapes. */
  public static String text(byte[] b, Kind kind, int from, int to) {
    return kind == Kind.ESCAPED_STRING ? JsonText.unescaped(b, from, to) : Bytes.text(b, from, to);
  }

  /** A long; text where it does not fit, as a double would change its digits. */
  private static Object integer(byte[] b, int from, int to) {
    boolean negative = b[from] == '-';
    long value = Bytes.number(b, negative ? from + 1 : from, to);
    if (value >= 0) {
      return negative ? -value : value;
    }
    String text = Bytes.text(b, from, to);
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException tooLarge) {
      return text;
    }
  }

  private static Object decimal(byte[] b, int from, int to) {
    String text = Bytes.text(b, from, to);
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? text : (Object) value;
  }

  /** Whether it is a whole number from {@code min} to {@code max}. */
  public static boolean inRange(byte[] b, int from, int to, int min, int max) {
    long value = Bytes.number(b, from, to);
    return value >= min && value <= max && to - from <= 3;
  }

  /** Whether a number is 0 to {@code max}. */
  public static boolean upTo(byte[] b, int from, int to, long max) {
    long value = Bytes.number(b, from, to);
    return value >= 0 && value <= max;
  }

  /** Whether it can be the method of a request. */
  public static boolean isMethod(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if (b[at] < 'A' || b[at] > 'Z') {
        return false;
      }
    }
    return to - from >= 3 && to - from <= 20;
  }

  /** Whether it can be a URL or a path. */
  public static boolean isUrl(byte[] b, int from, int to) {
    return from < to
        && (b[from] == '/'
            || Bytes.startsWith(b, from, to, "http://")
            || Bytes.startsWith(b, from, to, "https://"));
  }

  /** Nanoseconds of decimal milliseconds, or null where they are negative or beyond a long. */
  public static Long millisAsNanos(String millis) {
    double nanos = Double.parseDouble(millis) * NANOS_PER_MILLI;
    return nanos >= 0 && nanos < DURATION_NANOS_MAX ? Math.round(nanos) : null;
  }
}
