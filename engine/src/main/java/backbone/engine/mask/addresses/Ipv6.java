// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import static backbone.engine.mask.text.Characters.hex;
import static backbone.engine.mask.text.Characters.isDigit;

import backbone.engine.mask.text.Characters;

/** One IPv6 address in text: reads the longest one at a place and keeps its eight groups. */
public final class Ipv6 {
  private final int[] groups = new int[8];
  private int count;
  private int gap;
  private int end;
  private boolean digit;
  private boolean embedded;
  private int longest;
  private int shortest;
  private int first;

  /** Reads the longest address at {@code start}. Returns where it ends, or -1. */
  public int read(byte[] in, int start, int to) {
    reset(start);
    int p = start;
    if (isGap(in, p, to)) {
      gap = 0;
      p += 2;
      end = p;
    }
    boolean more = true;
    while (more && count < (gap < 0 ? 8 : 7)) {
      int next = group(in, p, to);
      more = next > p;
      p = next;
    }
    return complete() ? end : -1;
  }

  /** Whether a shape that source code and fingerprints share is an address after all. */
  boolean isPlausible() {
    if (gap < 0) {
      return embedded || longest > 2 || shortest < 2;
    }
    return digit || (first == 4 && count > 1);
  }

  /** {@code ::ffff:a.b.c.d}, in any spelling. */
  public boolean isMapped() {
    return groups[0] == 0
        && groups[1] == 0
        && groups[2] == 0
        && groups[3] == 0
        && groups[4] == 0
        && groups[5] == 0xffff;
  }

  /** The IPv4 address of a mapped one. */
  public int mapped() {
    return (groups[6] << 16) | groups[7];
  }

  /** Unspecified and loopback stay, for the reason given at {@link Ipv4#isHarmless}. */
  boolean isHarmless() {
    if (isMapped()) {
      return Ipv4.isHarmless(mapped());
    }
    for (int i = 0; i < 7; i++) {
      if (groups[i] != 0) {
        return false;
      }
    }
    return groups[7] <= 1;
  }

  /** The first three groups: what a provider gives to one customer. */
  long prefix48() {
    return ((long) groups[0] << 32) | ((long) groups[1] << 16) | groups[2];
  }

  /** Groups one to four. */
  public long high() {
    return (prefix48() << 16) | groups[3];
  }

  /** Groups five to eight. */
  public long low() {
    return ((long) groups[4] << 48)
        | ((long) groups[5] << 32)
        | ((long) groups[6] << 16)
        | groups[7];
  }

  /** Writes a /48 with its closing {@code ::}. */
  static void appendPrefix(long prefix, StringBuilder out) {
    String colon = "";
    for (int shift = 32; shift >= 0 && (prefix & ((1L << (shift + 16)) - 1)) != 0; shift -= 16) {
      out.append(colon).append(Integer.toHexString((int) ((prefix >> shift) & 0xffff)));
      colon = ":";
    }
    out.append("::");
  }

  private void reset(int start) {
    count = 0;
    gap = -1;
    end = start;
    digit = false;
    embedded = false;
    longest = 0;
    shortest = 5;
    first = 0;
  }

  /** Reads one group and the colon or gap behind it. Returns where the next one starts, or p. */
  private int group(byte[] in, int p, int to) {
    int at = p;
    int value = 0;
    boolean hasDigit = false;
    while (at < to && at - p < 5 && hex(in[at]) >= 0) {
      hasDigit |= isDigit(in[at]);
      value = (value << 4) | hex(in[at++]);
    }
    int length = at - p;
    if (length == 0 || length > 4) {
      return p;
    }
    if (at < to && in[at] == '.' && embed(in, p, to)) {
      return p;
    }
    if (at < to && (Characters.isWord(in[at]) || (in[at] == '.' && isDigitAt(in, at + 1, to)))) {
      return p;
    }
    add(value, length, hasDigit);
    end = at;
    return afterColon(in, p, at, to);
  }

  private int afterColon(byte[] in, int p, int at, int to) {
    if (isGap(in, at, to)) {
      if (gap >= 0 || count == 8) {
        return p;
      }
      gap = count;
      end = at + 2;
      return end;
    }
    return at < to && in[at] == ':' ? at + 1 : p;
  }

  private boolean embed(byte[] in, int p, int to) {
    if (gap < 0 ? count != 6 : count > 5) {
      return false;
    }
    long found = Ipv4.read(in, p, to);
    if (found < 0) {
      return false;
    }
    add(Ipv4.address(found) >>> 16, 4, true);
    add(Ipv4.address(found) & 0xffff, 4, true);
    embedded = true;
    end = Ipv4.end(found);
    return true;
  }

  private void add(int value, int length, boolean hasDigit) {
    if (count == 0) {
      first = length;
    }
    groups[count++] = value;
    longest = Math.max(longest, length);
    shortest = Math.min(shortest, length);
    digit |= hasDigit;
  }

  /** Moves the groups behind the gap to the end. Bare {@code ::} is no address here. */
  private boolean complete() {
    if (gap < 0) {
      return count == 8;
    }
    int tail = count - gap;
    for (int i = 7; i >= gap; i--) {
      int source = i - (8 - count);
      groups[i] = i >= 8 - tail ? groups[source] : 0;
    }
    return count > 0;
  }

  private static boolean isGap(byte[] in, int p, int to) {
    return p + 1 < to && in[p] == ':' && in[p + 1] == ':';
  }

  private static boolean isDigitAt(byte[] in, int p, int to) {
    return p < to && isDigit(in[p]);
  }
}
