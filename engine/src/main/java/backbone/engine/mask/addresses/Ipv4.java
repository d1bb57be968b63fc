// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;

/** Four octets that are no version, no object identifier and no part of a longer number. */
public final class Ipv4 {
  private static final long NONE = -1;

  private Ipv4() {}

  /** Checks the digits from {@code p}, which are followed by a dot. Returns where to go on. */
  public static int check(byte[] in, int from, int to, int p, Findings out) {
    long found = read(in, p, to);
    if (found == NONE) {
      return skip(in, p, to);
    }
    int end = end(found);
    int address = address(found);
    if (hasCleanEdges(in, from, to, p, end)
        && !isHarmless(address)
        && !VersionContext.holds(in, out.floor(from), to, p, end, address)) {
      int cut = end - 1;
      while (in[cut - 1] != '.') {
        cut--;
      }
      out.add(Rule.IPV4, p, cut, end);
      return end;
    }
    return skip(in, p, to);
  }

  /** Reads an address at {@code p}: end in the upper half, address in the lower, or -1. */
  public static long read(byte[] in, int p, int to) {
    int address = 0;
    int at = p;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0) {
        if (at >= to || in[at] != '.') {
          return NONE;
        }
        at++;
      }
      int value = 0;
      int start = at;
      while (at < to && at - start < 4 && isDigit(in[at])) {
        value = value * 10 + in[at++] - '0';
      }
      if (at == start || at - start > 3 || value > 255) {
        return NONE;
      }
      address = (address << 8) | value;
    }
    return ((long) at << 32) | (address & 0xffffffffL);
  }

  static int end(long found) {
    return (int) (found >> 32);
  }

  /** The four octets of what {@link #read} has found. */
  public static int address(long found) {
    return (int) found;
  }

  /**
   * Loopback, "any" and broadcast stay: they are the same on every machine, so they tell nothing of
   * anybody, and a masked {@code 0.0.0.0} would hide how a server was bound.
   */
  static boolean isHarmless(int address) {
    return address >>> 24 == 127 || address == 0 || address == -1;
  }

  static void appendNetwork(int address, StringBuilder out) {
    out.append(address >>> 24).append('.').append((address >> 16) & 0xff).append('.');
    out.append((address >> 8) & 0xff).append(".0");
  }

  /** No digit or dot beside it; the dot that ends a sentence is none. */
  private static boolean hasCleanEdges(byte[] in, int from, int to, int start, int end) {
    if (start > from && (in[start - 1] == '.' || isDigit(in[start - 1]))) {
      return false;
    }
    if (end < to && in[end] == '.') {
      return end + 1 >= to || (!isDigit(in[end + 1]) && !isLetter(in[end + 1]));
    }
    return true;
  }

  /** The whole chain of digits and inner dots: no part of it can be an address of its own. */
  private static int skip(byte[] in, int p, int to) {
    int at = p;
    while (at < to && (isDigit(in[at]) || (in[at] == '.' && at + 1 < to && isDigit(in[at + 1])))) {
      at++;
    }
    return at;
  }
}
