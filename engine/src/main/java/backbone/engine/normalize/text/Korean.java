// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import java.nio.charset.Charset;

/**
 * Tells Korean text in CP949 (Windows) and its older part EUC-KR from Latin-1 and from broken
 * UTF-8: all bytes beyond ASCII pair, and most of the pairs are common syllables.
 */
final class Korean {

  private static final String NAME = "x-windows-949";
  private static final Charset CHARSET = Charset.isSupported(NAME) ? Charset.forName(NAME) : null;

  /** Fewer could be accents of Latin-1 that happen to stand side by side. */
  private static final int SYLLABLES_MIN = 2;

  private Korean() {}

  /** Whether a text that is no UTF-8 is Korean. */
  static boolean is(byte[] b, int from, int to) {
    int syllables = 0;
    int others = 0;
    int at = from;
    while (at < to) {
      if (b[at] >= 0) {
        at++;
        continue;
      }
      int trail = at + 1 < to ? b[at + 1] & 0xff : 0;
      int lead = b[at] & 0xff;
      if (!isPair(lead, trail)) {
        return false;
      }
      if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1) {
        syllables++;
      } else {
        others++;
      }
      at += 2;
    }
    return CHARSET != null && syllables >= SYLLABLES_MIN && others <= syllables / 2;
  }

  static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, CHARSET);
  }

  /** From 0xC7 on there is only what EUC-KR has. */
  private static boolean isPair(int lead, int trail) {
    if (lead < 0x81 || lead == 0xC9 || lead > 0xFD) {
      return false;
    }
    boolean plain = trail >= 0xA1 && trail <= 0xFE;
    boolean letter = (trail >= 'A' && trail <= 'Z') || (trail >= 'a' && trail <= 'z');
    boolean extended = letter || (trail >= 0x81 && trail <= 0xA0);
    return (plain && lead >= 0xA1) || ((plain || extended) && lead <= 0xC6);
  }
}
