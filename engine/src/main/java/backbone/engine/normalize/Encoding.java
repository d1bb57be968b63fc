// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tells text from other bytes.
 *
 * <p>Valid UTF-8 is text as it is. Of other bytes, noise (control characters that no log holds, and
 * bytes 0x80-0x9F outside UTF-8) may be a tenth and bytes from 0xA0 on three tenths; more is no
 * text that could be shown. What remains is Latin-1 if it holds no character of UTF-8 at all; else
 * single broken bytes become U+FFFD.
 */
final class Encoding {

  private int noise;
  private int high;
  private int wide;

  /** What {@link #read} found. */
  enum Kind {
    UTF_8_TEXT,
    LATIN_1_TEXT,
    BROKEN_UTF_8,
    BINARY
  }

  Kind read(byte[] b, int from, int to) {
    noise = 0;
    high = 0;
    wide = 0;
    boolean valid = true;
    int at = from;
    while (at < to) {
      int c = b[at];
      if (c >= 0x20) {
        at++;
      } else if (c >= 0) {
        noise += isControl(c) ? 1 : 0;
        at++;
      } else {
        int length = sequence(b, at, to);
        valid &= length > 0;
        at += Math.max(1, length);
      }
    }
    int length = to - from;
    if (noise * 10L > length || high * 10L > length * 3L) {
      return Kind.BINARY;
    }
    return valid ? Kind.UTF_8_TEXT : wide == 0 ? Kind.LATIN_1_TEXT : Kind.BROKEN_UTF_8;
  }

  /** The same text as valid UTF-8. */
  static byte[] utf8(byte[] b, int from, int to, Kind kind) {
    String text = new String(b, from, to - from, kind == Kind.LATIN_1_TEXT ? ISO_8859_1 : UTF_8);
    return text.getBytes(UTF_8);
  }

  /** Length of the character of UTF-8 that begins here, or 0; counts what it sees. */
  private int sequence(byte[] b, int at, int to) {
    int lead = b[at] & 0xff;
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    boolean valid = length > 0 && at + length <= to && second(lead, b[at + 1] & 0xff);
    for (int i = 2; valid && i < length; i++) {
      valid = (b[at + i] & 0xC0) == 0x80;
    }
    if (valid) {
      wide++;
      return length;
    }
    if (lead < 0xA0) {
      noise++;
    } else {
      high++;
    }
    return 0;
  }

  /** Some leads allow fewer second bytes: no overlong forms, no surrogates, no end of Unicode. */
  private static boolean second(int lead, int second) {
    int min = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int max = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= min && second <= max;
  }

  private static boolean isControl(int c) {
    return c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\b' && c != 0x1b;
  }
}
