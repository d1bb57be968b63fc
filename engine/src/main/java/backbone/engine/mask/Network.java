// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.nio.charset.StandardCharsets;

/** An address that is all there is in a field, and the part of it that may be kept. */
final class Network {
  private static final int CHARACTERS_MAX = 64;

  private Network() {}

  static String of(String ip) {
    if (ip == null || ip.isEmpty() || ip.length() > CHARACTERS_MAX) {
      return null;
    }
    byte[] in = ip.getBytes(StandardCharsets.UTF_8);
    int from = in[0] == '[' && in[in.length - 1] == ']' ? 1 : 0;
    int to = in.length - from;
    return ip.indexOf(':') < 0 ? ipv4(in, from, to) : ipv6(in, from, to);
  }

  /** The address without brackets and zone, if {@link #of} takes it. */
  static String whole(String ip) {
    int from = ip.startsWith("[") ? 1 : 0;
    int zone = ip.indexOf('%');
    return ip.substring(from, zone < 0 ? ip.length() - from : zone);
  }

  private static String ipv4(byte[] in, int from, int to) {
    long found = Ipv4.read(in, from, to);
    return found >= 0 && Ipv4.end(found) == to ? text(Ipv4.address(found)) : null;
  }

  private static String ipv6(byte[] in, int from, int to) {
    if (to - from == 2 && in[from] == ':' && in[from + 1] == ':') {
      return "::";
    }
    Ipv6 address = new Ipv6();
    int end = address.read(in, from, to);
    if (end < 0 || (end < to && in[end] != '%')) {
      return null;
    }
    if (address.isMapped()) {
      return text(address.mapped());
    }
    StringBuilder out = new StringBuilder(20);
    Ipv6.appendPrefix(address.prefix48(), out);
    return out.toString();
  }

  private static String text(int address) {
    StringBuilder out = new StringBuilder(15);
    Ipv4.appendNetwork(address, out);
    return out.toString();
  }
}
