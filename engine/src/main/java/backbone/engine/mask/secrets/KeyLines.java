// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;

import backbone.engine.mask.text.Text;

/**
 * Finds lines from the middle of a PEM block that came without its beginning, as when each line
 * became an event: a text of nothing but base64 in lines of 64 characters, or of the 70 and 76 of
 * other tools, that looks made by chance. Nobody can tell a private key from a certificate there,
 * nor a last line, which is shorter, from any word.
 */
final class KeyLines {
  private static final int LINE_BYTES = 64;
  private static final int LINE_BYTES_SSH = 70;
  private static final int LINE_BYTES_MIME = 76;

  /** Capitals, small letters, digits and signs change places some forty times by chance. */
  private static final int CHANGES_MIN = 24;

  private static final int CHANGES_DER = 16;
  private static final int DIFFERENT_MIN = 22;
  private static final int DIGITS_MIN = 2;

  private KeyLines() {}

  /** Whether the whole text is such lines; the last may be shorter where there are several. */
  static boolean are(Text text) {
    int end = text.to();
    while (end > text.from() && text.in()[end - 1] <= ' ' && text.in()[end - 1] > 0) {
      end--;
    }
    int first = lineEnd(text, text.from(), end);
    int width = first - text.from();
    boolean fits = width == LINE_BYTES || width == LINE_BYTES_SSH || width == LINE_BYTES_MIME;
    if (!fits || !isChance(text, text.from(), first)) {
      return false;
    }
    for (int p = next(text, first, end); p < end; ) {
      int stop = lineEnd(text, p, end);
      boolean last = stop == end;
      if (stop - p > width || (!last && stop - p < width)) {
        return false;
      }
      p = next(text, stop, end);
      if (!last && p == stop) {
        return false;
      }
    }
    return true;
  }

  private static int next(Text text, int p, int end) {
    int at = p;
    while (at < end && (text.in()[at] == '\n' || text.in()[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static int lineEnd(Text text, int p, int end) {
    int at = p;
    while (at < end && sort(text.in()[at]) != 0) {
      at++;
    }
    return at;
  }

  private static boolean isChance(Text text, int start, int end) {
    long low = 0;
    long high = 0;
    int changes = 0;
    int digits = 0;
    int before = 0;
    for (int p = start; p < end; p++) {
      int sort = sort(text.in()[p]);
      changes += sort != before ? 1 : 0;
      digits += isDigit(text.in()[p]) ? 1 : 0;
      byte b = text.in()[p];
      low |= b < 64 ? 1L << b : 0;
      high |= b < 64 ? 0 : 1L << (b - 64);
      before = sort;
    }
    int different = Long.bitCount(low) + Long.bitCount(high);
    // How DER begins is little by chance.
    int least = text.in()[start] == 'M' && text.in()[start + 1] == 'I' ? CHANGES_DER : CHANGES_MIN;
    return changes >= least && different >= DIFFERENT_MIN && digits >= DIGITS_MIN;
  }

  private static int sort(byte b) {
    if (isDigit(b)) {
      return 1;
    }
    if (isAlphanumeric(b)) {
      return b >= 'a' ? 2 : 3;
    }
    return b == '+' || b == '/' || b == '=' ? 4 : 0;
  }
}
