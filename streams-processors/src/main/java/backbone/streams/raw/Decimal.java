// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

/** Numbers as text in bytes, made without a text in between. */
final class Decimal {

  private static final byte[] NOTHING = {};

  private Decimal() {}

  /** The digits of a number. */
  static byte[] bytes(long number) {
    return behind(NOTHING, number);
  }

  /** A copy of some bytes with the digits of a number behind. */
  static byte[] behind(byte[] prefix, long number) {
    if (number < 0) {
      throw new IllegalArgumentException("bug: negative number " + number);
    }
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    byte[] text = new byte[prefix.length + digits];
    System.arraycopy(prefix, 0, text, 0, prefix.length);
    long rest = number;
    for (int i = text.length - 1; i >= prefix.length; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return text;
  }
}
