// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The masked beginning of something that is refused. Reusable; for one thread. */
public final class Excerpt {

  /** Length of an excerpt at most. */
  public static final int BYTES_MAX = 1024;

  /** What a cut may have left of a value that would have been masked. */
  private static final int CUT_MARGIN = 256;

  /** Keys and tokens are long, and only a whole one is seen for what it is. */
  private static final int LOOKED_AT_MAX = 16 * 1024;

  private final Masker masker;
  private final MaskCounter counter = new MaskCounter();

  /** By the rules of a masker, as of no service. */
  public Excerpt(Masker masker) {
    this.masker = masker;
  }

  /** The beginning of a text, with only its printable ASCII characters. */
  public String ofText(byte[] b, int from, int to) {
    int end = Math.min(to, from + LOOKED_AT_MAX);
    byte[] shown = new byte[end - from];
    int length = 0;
    for (int at = from; at < end; at++) {
      // Without its zeros UTF-16 can be masked; with dots in their place it could not.
      if (b[at] != 0) {
        shown[length++] = isControl(b[at]) ? (byte) ' ' : b[at];
      }
    }
    masker.enter(null);
    // Words of any script tell what the digits behind them are, so they go last.
    String masked = ascii(masker.mask(new String(shown, 0, length, UTF_8), counter));
    String whole = end < to ? withoutMargin(masked) : masked;
    return whole.length() <= BYTES_MAX ? whole : whole.substring(0, BYTES_MAX);
  }

  private static boolean isControl(byte b) {
    return (b >= 0 && b < ' ') || b == 0x7f;
  }

  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ascii.append(c < 0x7f ? c : '?');
    }
    return ascii.toString();
  }

  /**
   * The same of bytes between texts. There a length can look like a digit of the number behind it
   * and hide it from the rules, so of what the rules leave no digit is shown.
   */
  public String ofBinary(byte[] b, int from, int to) {
    StringBuilder text = new StringBuilder(ofText(b, from, to));
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        text.setCharAt(i, '#');
      }
    }
    return text.toString();
  }

  /** The beginning of a text that fits into so many bytes of UTF-8, never half a character. */
  public static String utf8Cut(String text, int bytesMax) {
    if (text.length() * 3L <= bytesMax) {
      return text;
    }
    if (text.length() <= bytesMax && text.getBytes(UTF_8).length <= bytesMax) {
      return text;
    }
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > bytesMax) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }

  private static String withoutMargin(String text) {
    return text.substring(0, Math.max(0, text.length() - CUT_MARGIN));
  }
}
