// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

/** Decimal numbers of seconds or milliseconds as nanoseconds, without rounding. */
public final class Decimals {

  /** Nanoseconds of a second. */
  public static final long SECOND = 1_000_000_000L;

  /** Nanoseconds of a millisecond. */
  public static final long MILLI = 1_000_000L;

  /** More digits before the point than any duration has. */
  private static final int WHOLE_DIGITS_MAX = 9;

  private Decimals() {}

  /**
   * Nanoseconds of {@code 12} or {@code 12.345}, or -1 when the bytes are anything else.
   *
   * @param unit nanoseconds of one
   */
  public static long nanos(byte[] b, int from, int to, long unit) {
    int point = Bytes.digitsEnd(b, from, to);
    boolean whole = point == to;
    if (point == from || point - from > WHOLE_DIGITS_MAX || (!whole && b[point] != '.')) {
      return -1;
    }
    if (!whole && (point + 1 == to || Bytes.digitsEnd(b, point + 1, to) != to)) {
      return -1;
    }
    long nanos = Bytes.number(b, from, point) * unit;
    long digit = unit / 10;
    for (int at = point + 1; at < to && digit > 0; at++) {
      nanos += (b[at] - '0') * digit;
      digit /= 10;
    }
    return nanos;
  }
}
