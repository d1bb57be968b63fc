// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

/**
 * Where to end a line that was cut at a limit. The cut may have gone through an address or a card
 * number, and its first half would no longer be found and masked. So the end moves back to a blank
 * that such a value cannot hold, one that does not follow a digit; or, in texts without blanks, to
 * a mark that none holds, as a quote of JSON.
 */
public final class Cut {

  /** Longer than any value that is masked. */
  private static final int BACK_BYTES_MAX = 256;

  /** What has neither blanks nor marks for so long is one word, and no value stands in a word. */
  private static final int WORD_BYTES_MAX = 4096;

  private Cut() {}

  /** The end, at most so many bytes before {@code at}, and never inside a character. */
  public static int end(byte[] b, int from, int at) {
    int last = Math.max(from, at - BACK_BYTES_MAX);
    for (int i = at - 1; i > last; i--) {
      if (isGap(b, i)) {
        return i;
      }
    }
    last = Math.max(from, at - WORD_BYTES_MAX);
    for (int i = at - 1; i > last; i--) {
      if (isGap(b, i) || isMark(b[i])) {
        return i;
      }
    }
    int end = last;
    while (end > from && end > last - 4 && (b[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  private static boolean isGap(byte[] b, int i) {
    return Bytes.isSpace(b[i]) && !Bytes.isDigit(b[i - 1]) && !Bytes.isSpace(b[i - 1]);
  }

  private static boolean isMark(byte b) {
    return switch (b) {
      case '"', ',', ';', '&', '|', '<', '>', '{', '}', '[', ']', '\n' -> true;
      default -> false;
    };
  }
}
