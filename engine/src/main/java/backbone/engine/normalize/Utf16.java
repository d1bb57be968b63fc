// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.text.Bytes;
import java.nio.charset.Charset;

/**
 * Records in UTF-16, with its byte order mark or clear without. A sender that splits such a file at
 * its line feeds leaves the second half of the feed in front of each line, so a zero there is none
 * of the text.
 */
final class Utf16 {

  private static final int LOOKED_AT_BYTES = 2_048;
  private static final int FEWER_ODD_PERCENT = 5;
  private static final int ASCII_PERCENT_MIN = 20;

  private Utf16() {}

  /** The same record with its text in UTF-8. */
  static RawLog with(RawLog raw, byte[] text) {
    return new RawLog(
        text,
        raw.contentType(),
        raw.source(),
        raw.origin(),
        raw.arrivalMs(),
        raw.lineStarts(),
        raw.cut(),
        raw.firstItem());
  }

  /** The bytes as UTF-8, or null when they are not UTF-16. */
  static byte[] utf8(byte[] b) {
    if (b.length < 2) {
      return null;
    }
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    if (first == 0xFF && second == 0xFE) {
      return percent(b, 2, false) < 0 ? null : text(b, 2, UTF_16LE);
    }
    if (first == 0xFE && second == 0xFF) {
      return percent(b, 2, true) < 0 ? null : text(b, 2, UTF_16BE);
    }
    if (second == 0 && first != 0) {
      return percent(b, 0, false) < ASCII_PERCENT_MIN ? null : text(b, 0, UTF_16LE);
    }
    if (first != 0) {
      return null;
    }
    int big = percent(b, 0, true);
    int little = percent(b, 1, false);
    boolean shifted = little > big;
    return Math.max(big, little) < ASCII_PERCENT_MIN
        ? null
        : text(b, shifted ? 1 : 0, shifted ? UTF_16LE : UTF_16BE);
  }

  /** A half of a character at the end is the first half of a line feed. */
  private static byte[] text(byte[] b, int from, Charset charset) {
    int length = (b.length - from) & ~1;
    return new String(b, from, length, charset).getBytes(UTF_8);
  }

  /** How many percent of the characters are ASCII, or -1 when too many are of no script at all. */
  private static int percent(byte[] b, int from, boolean big) {
    int ascii = 0;
    int odd = 0;
    int count = 0;
    for (int at = from; at + 1 < Math.min(b.length, LOOKED_AT_BYTES); at += 2) {
      int high = b[big ? at : at + 1] & 0xff;
      int c = high << 8 | (b[big ? at + 1 : at] & 0xff);
      count++;
      if (c < 0x7f) {
        ascii += c >= ' ' || Bytes.isSpace(c) ? 1 : 0;
        odd += c >= ' ' || Bytes.isSpace(c) ? 0 : 1;
      } else {
        odd += isOfScript(c) ? 0 : 1;
      }
    }
    return odd * 100 > count * FEWER_ODD_PERCENT ? -1 : count == 0 ? 0 : ascii * 100 / count;
  }

  private static boolean isOfScript(int c) {
    return (c >= 0xA0 && c < 0x600)
        || (c >= 0x2000 && c < 0x2800)
        || (c >= 0x3000 && c < 0xA000)
        || (c >= 0xAC00 && c < 0xE000)
        || (c >= 0xFF00 && c < 0xFFF0);
  }
}
