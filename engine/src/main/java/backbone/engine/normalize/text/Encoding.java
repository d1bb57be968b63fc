// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tells text from other bytes.
 *
 * <p>Valid UTF-8 is text as it is. Of other bytes, noise (control characters that no log holds, and
 * bytes 0x80-0x9F outside UTF-8) may be a tenth and bytes from 0xA0 on three tenths; more is no
 * text that could be shown, unless it is Korean. What remains is Latin-1 if it holds no character
 * of UTF-8 at all; else single broken bytes become U+FFFD.
 */
public final class Encoding {

  private int noise;
  private int high;
  private int wide;
  private int broken;

  /** What {@link #read} found. */
  public enum Kind {
    UTF_8_TEXT(null),
    KOREAN_TEXT("charset-cp949"),
    LATIN_1_TEXT("charset-latin-1"),
    BROKEN_UTF_8("charset-broken"),
    BINARY(null);

    private final String flag;

    Kind(String flag) {
      this.flag = flag;
    }

    /** What marks an event whose text was not UTF-8; null for none. */
    public String flag() {
      return flag;
    }
  }

  /** What kind of bytes these are. */
  public Kind read(byte[] b, int from, int to) {
    noise = 0;
    high = 0;
    wide = 0;
    broken = 0;
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
        broken += length > 0 ? 0 : 1;
        at += Math.max(1, length);
      }
    }
    // Pairs of CP949 seldom are characters of UTF-8, too; of UTF-8 with a fault most are.
    if (broken > wide && Korean.is(b, from, to)) {
      return Kind.KOREAN_TEXT;
    }
    int length = to - from;
    if (noise * 10L > length || high * 10L > length * 3L) {
      return Kind.BINARY;
    }
    return broken == 0 ? Kind.UTF_8_TEXT : wide == 0 ? Kind.LATIN_1_TEXT : Kind.BROKEN_UTF_8;
  }

  /** The same text as valid UTF-8. */
  public static byte[] utf8(byte[] b, int from, int to, Kind kind) {
    if (kind == Kind.KOREAN_TEXT) {
      return Korean.text(b, from, to).getBytes(UTF_8);
    }
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
