// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import java.nio.charset.StandardCharsets;

/** The part that may be kept of an address, found in a text or alone in a field. */
public final class Network {
  private static final int CHARACTERS_MAX = 64;

  /** A detail that stands for an IPv6 address which carries an IPv4 address. */
  private static final long MAPPED = 1L << 62;

  private Network() {}

  /** The network of an address in text; null if the text is none, or has a port. */
  public static String of(String ip) {
    if (ip == null || ip.isEmpty() || ip.length() > CHARACTERS_MAX) {
      return null;
    }
    byte[] in = ip.getBytes(StandardCharsets.UTF_8);
    int from = in[0] == '[' && in[in.length - 1] == ']' ? 1 : 0;
    int to = in.length - from;
    return ip.indexOf(':') < 0 ? ipv4(in, from, to) : ipv6(in, from, to);
  }

  /** The address without brackets and zone, if {@link #of} takes it. */
  public static String whole(String ip) {
    int from = ip.startsWith("[") ? 1 : 0;
    int zone = ip.indexOf('%');
    return ip.substring(from, zone < 0 ? ip.length() - from : zone);
  }

  /** What a finding notes of an IPv6 address, for {@link #append} to write its network. */
  static long detail(Ipv6 address) {
    return address.isMapped() ? MAPPED | (address.mapped() >>> 8) : address.prefix48();
  }

  /** Whether the i-th finding is an IPv6 address that carries an IPv4 address. */
  public static boolean isMapped(Findings findings, int i) {
    return findings.rule(i) == Rule.IPV6 && (findings.detail(i) & MAPPED) != 0;
  }

  /** Writes the network of the i-th finding, an address, behind its cut. */
  public static void append(Findings findings, int i, StringBuilder out) {
    long detail = findings.detail(i);
    if (isMapped(findings, i)) {
      out.append("::ffff:").append((detail >> 16) & 0xff).append('.');
      out.append((detail >> 8) & 0xff).append('.').append(detail & 0xff).append('.');
    } else if (findings.rule(i) == Rule.IPV6) {
      Ipv6.appendPrefix(detail, out);
    }
    out.append("xxx");
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
