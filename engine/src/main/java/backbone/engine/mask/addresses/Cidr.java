// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A block of addresses. IPv4 counts as mapped IPv6, so one comparison serves both.
 *
 * @param high upper 64 bits of the first address
 * @param low lower 64 bits of it
 * @param bits length of the prefix, 0 to 128
 */
public record Cidr(long high, long low, int bits) {

  private static final int MAPPED_BITS = 96;
  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int CHARACTERS_MAX = 64;

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or one address; null if the text is neither. */
  public static Cidr of(String text) {
    if (text == null || text.isEmpty() || text.length() > CHARACTERS_MAX) {
      return null;
    }
    int slash = text.indexOf('/');
    byte[] in = (slash < 0 ? text : text.substring(0, slash)).getBytes(US_ASCII);
    long ipv4 = Ipv4.read(in, 0, in.length);
    if (ipv4 >= 0 && Ipv4.end(ipv4) == in.length) {
      int bits = slash < 0 ? 32 : bits(text.substring(slash + 1), 32);
      long low = MAPPED | (Ipv4.address(ipv4) & 0xffffffffL);
      return bits < 0 ? null : of(0, low, MAPPED_BITS + bits);
    }
    long[] address = ipv6(in);
    int bits = slash < 0 ? 128 : bits(text.substring(slash + 1), 128);
    return address == null || bits < 0 ? null : of(address[0], address[1], bits);
  }

  /** Whether it is one IPv4 address, in whatever spelling. */
  public boolean isIpv4() {
    return bits == 128 && high == 0 && (low & ~0xffffffffL) == MAPPED;
  }

  /** Whether the block has the address with these upper and lower 64 bits. */
  public boolean has(long otherHigh, long otherLow) {
    return (otherHigh & mask(bits)) == high && (otherLow & mask(bits - 64)) == low;
  }

  private static Cidr of(long high, long low, int bits) {
    return new Cidr(high & mask(bits), low & mask(bits - 64), bits);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
  }

  private static long[] ipv6(byte[] in) {
    if (in.length == 2 && in[0] == ':' && in[1] == ':') {
      return new long[2];
    }
    Ipv6 address = new Ipv6();
    return address.read(in, 0, in.length) == in.length
        ? new long[] {address.high(), address.low()}
        : null;
  }

  private static int bits(String text, int max) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int bits = Integer.parseInt(text);
    return bits <= max ? bits : -1;
  }
}
