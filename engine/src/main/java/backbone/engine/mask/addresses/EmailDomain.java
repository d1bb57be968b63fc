// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.lower;

import backbone.engine.mask.text.Characters;
import backbone.engine.mask.text.Tags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The part of an e-mail address behind its at sign. */
final class EmailDomain {
  private static final int BYTES_MAX = 253;

  /**
   * Endings of files and systemd units, no domain: {@code logo@2x.png}, {@code user@1000.service}.
   */
  private static final long[] OTHER_ENDINGS =
      packed(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "html", "json", "xml", "jar",
          "service", "socket", "timer", "slice", "scope", "mount", "target", "local");

  private EmailDomain() {}

  /** Where the domain at {@code start} ends, or -1 if it is none. */
  static int end(byte[] in, int start, int to) {
    int end = run(in, start, Math.min(to, start + BYTES_MAX));
    boolean cut = Tags.startsAt(in, end, to);
    while (end > start) {
      int label = end;
      while (label > start && in[label - 1] != '.') {
        label--;
      }
      if (label == start) {
        return -1;
      }
      if (!cut && isTopLevel(in, label, end)) {
        return in[label - 1] == '.' && label - 1 > start ? end : -1;
      }
      cut = false;
      end = label - 1;
    }
    return -1;
  }

  /** Letters, digits, inner dots and hyphens; Hangul that touches ASCII is the sentence around. */
  private static int run(byte[] in, int start, int to) {
    int p = start;
    boolean ascii = false;
    while (p < to) {
      byte b = in[p];
      if (isAlphanumeric(b)) {
        ascii = true;
        p++;
      } else if (b < 0) {
        int next = p + Characters.lengthAt(in, p, to);
        int codePoint = Characters.codePoint(in, p, next);
        if (!Characters.continuesWord(codePoint, ascii)) {
          return p;
        }
        p = next;
      } else if ((b == '.' || b == '-') && p > start && in[p - 1] != '.') {
        ascii &= b != '.';
        p++;
      } else {
        return p;
      }
    }
    return p;
  }

  private static boolean isTopLevel(byte[] in, int start, int end) {
    int length = end - start;
    if (length < 2 || length > 63) {
      return false;
    }
    if (length > 4
        && lower(in[start]) == 'x'
        && lower(in[start + 1]) == 'n'
        && in[start + 2] == '-') {
      return in[end - 1] != '-';
    }
    for (int p = start; p < end; p++) {
      if (!isLetter(in[p]) && in[p] >= 0) {
        return false;
      }
    }
    if (isMaskedOctet(in, start, end)) {
      return false;
    }
    return length > 8 || Arrays.binarySearch(OTHER_ENDINGS, pack(in, start, end)) < 0;
  }

  /** The end of {@code 10.0.0.xxx}, which is also a top-level domain. */
  private static boolean isMaskedOctet(byte[] in, int start, int end) {
    return end - start >= 3
        && in[start] == 'x'
        && in[start + 1] == 'x'
        && in[start + 2] == 'x'
        && in[start - 1] == '.'
        && isDigit(in[start - 2]);
  }

  private static long pack(byte[] in, int start, int end) {
    long value = 0;
    for (int p = start; p < end; p++) {
      value = (value << 8) | (lower(in[p]) & 0xff);
    }
    return value;
  }

  private static long[] packed(String... words) {
    return Arrays.stream(words)
        .map(word -> word.getBytes(StandardCharsets.US_ASCII))
        .mapToLong(word -> pack(word, 0, word.length))
        .sorted()
        .toArray();
  }
}
