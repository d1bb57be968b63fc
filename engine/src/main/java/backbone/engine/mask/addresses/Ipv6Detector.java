// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import static backbone.engine.mask.text.Characters.hex;
import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isWord;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Tags;

/** Finds IPv6 addresses from their first colon. */
public final class Ipv6Detector {
  private static final int ZONE_BYTES_MAX = 16;

  private final Ipv6 address = new Ipv6();

  /** Checks the colon at {@code colon}. Returns where to go on. */
  public int check(byte[] in, int from, int to, int colon, Findings out) {
    if (colon + 1 >= to || (in[colon + 1] != ':' && hex(in[colon + 1]) < 0)) {
      return colon + 1;
    }
    int start = start(in, from, colon, out.floor(from));
    if (start < 0) {
      // "ip:2001:db8::1" is a key and an address, "std::x" is neither.
      start = in[colon + 1] == ':' ? -1 : colon + 1;
    }
    int end = start < 0 ? -1 : address.read(in, start, to);
    if (end < 0 || !hasCleanEnd(in, to, end) || !address.isPlausible()) {
      return skip(in, colon, to);
    }
    end = zone(in, end, to);
    if (!address.isHarmless()) {
      out.add(Rule.IPV6, start, start, end, Network.detail(address));
    }
    return end;
  }

  /** Where the group before the colon starts, or -1 if what is there is no group. */
  private static int start(byte[] in, int from, int colon, int floor) {
    int p = colon;
    while (p > floor && colon - p <= 4 && hex(in[p - 1]) >= 0) {
      p--;
    }
    if (colon - p > 4 || (p == colon && in[colon + 1] != ':')) {
      return -1;
    }
    boolean touched = p > from && (isWord(in[p - 1]) || in[p - 1] == ':' || in[p - 1] == '.');
    return touched || Tags.endsAt(in, from, p) ? -1 : p;
  }

  /** A colon and more may follow (a port, or text), a letter, a digit or a further gap may not. */
  private static boolean hasCleanEnd(byte[] in, int to, int end) {
    if (end >= to) {
      return true;
    }
    if (in[end] == '.') {
      return end + 1 >= to || !(isAlphanumeric(in[end + 1]) || Tags.startsAt(in, end + 1, to));
    }
    boolean gap = in[end] == ':' && end + 1 < to && in[end + 1] == ':';
    return !gap && !isWord(in[end]) && !Tags.startsAt(in, end, to);
  }

  private static int zone(byte[] in, int end, int to) {
    if (end >= to || in[end] != '%') {
      return end;
    }
    int p = end + 1;
    while (p < to && p - end <= ZONE_BYTES_MAX && (isWord(in[p]) || in[p] == '-' || in[p] == '.')) {
      p++;
    }
    while (p > end && !isWord(in[p - 1])) {
      p--;
    }
    return p;
  }

  /** Past the last colon of the run, so that a long run is read once, not once per colon. */
  private static int skip(byte[] in, int colon, int to) {
    int last = colon;
    int p = colon + 1;
    while (p < to && p - last <= 5) {
      if (in[p] == ':') {
        last = p;
      } else if (hex(in[p]) < 0) {
        break;
      }
      p++;
    }
    return last + 1;
  }
}
