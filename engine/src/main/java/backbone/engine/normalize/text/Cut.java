// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

/**
 * Where to end a line that was cut at a limit. The cut may have gone through an address or a card
 * number, and its first half would no longer be found and masked. So the end moves back to a blank
 * that such a value cannot hold: one that does not follow a digit.
 */
public final class Cut {

  /** Longer than any value that is masked. */
  private static final int BACK_BYTES_MAX = 256;

  private Cut() {}

  /** The end, at most 256 bytes before {@code at}, and never inside a character. */
  public static int end(byte[] b, int from, int at) {
    int last = Math.max(from, at - BACK_BYTES_MAX);
    for (int i = at - 1; i > last; i--) {
      if (Bytes.isSpace(b[i]) && !Bytes.isDigit(b[i - 1]) && !Bytes.isSpace(b[i - 1])) {
        return i;
      }
    }
    int end = last;
    while (end > from && end > last - 4 && (b[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }
}
