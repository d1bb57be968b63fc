// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.text;

import java.nio.charset.StandardCharsets;

/**
 * What stands for a masked value. Beside another value it counts as the letters and digits that it
 * stands for: else masking a masked text would find what it did not find before.
 */
public final class Tags {
  /** Brackets, the longest name of a rule, the longest id of a key, and 24 letters, at most. */
  private static final int BYTES_MAX = 72;

  private static final String[] TEXTS = new String[Rule.COUNT];
  private static final byte[][] ALL = new byte[Rule.COUNT][];

  static {
    for (int i = 0; i < Rule.COUNT; i++) {
      TEXTS[i] = "[" + Rule.at(i).id() + "]";
      ALL[i] = TEXTS[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private Tags() {}

  /** The tag of a rule, its name in brackets. */
  public static String of(Rule rule) {
    return TEXTS[rule.index()];
  }

  /** Whether a tag starts at {@code p}. */
  public static boolean startsAt(byte[] in, int p, int to) {
    return p < to && in[p] == '[' && isTag(in, p, to, -1);
  }

  /** Whether a tag ends before {@code p}. */
  public static boolean endsAt(byte[] in, int from, int p) {
    if (p <= from || in[p - 1] != ']') {
      return false;
    }
    int floor = Math.max(from, p - BYTES_MAX);
    for (int start = p - 2; start >= floor && isInner(in[start]); start--) {
      if (start > from && in[start - 1] == '[') {
        return isTag(in, start - 1, p, p);
      }
    }
    return false;
  }

  /** A rule's name in brackets; behind a colon there may be more, as in {@code [card:1111]}. */
  private static boolean isTag(byte[] in, int p, int to, int endsAt) {
    for (byte[] tag : ALL) {
      int end = p + tag.length;
      if (end <= to && matches(in, p, tag)) {
        int last = in[end - 1] == ']' ? end : inner(in, end, Math.min(to, p + BYTES_MAX));
        return last > 0 && (endsAt < 0 || endsAt == last);
      }
    }
    return false;
  }

  /** Past the closing bracket, or -1. */
  private static int inner(byte[] in, int from, int to) {
    int p = from;
    while (p < to && isInner(in[p])) {
      p++;
    }
    return p < to && in[p] == ']' ? p + 1 : -1;
  }

  private static boolean isInner(byte b) {
    return b == ':' || b == '-' || Characters.isAlphanumeric(b);
  }

  /** The last byte of a tag, its bracket, may be a colon instead. */
  private static boolean matches(byte[] in, int p, byte[] tag) {
    int last = tag.length - 1;
    for (int i = 0; i < last; i++) {
      if (in[p + i] != tag[i]) {
        return false;
      }
    }
    return in[p + last] == ']' || in[p + last] == ':';
  }
}
