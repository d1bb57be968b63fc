// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.addresses.Cidr;
import backbone.engine.mask.addresses.Ipv4;
import backbone.engine.mask.addresses.Ipv6;
import backbone.engine.mask.text.Rule;
import java.util.HexFormat;
import java.util.Locale;

/** One form for all spellings of a value, so that equal values can be told. */
final class Canonical {

  private static final String KOREA = "82";

  private Canonical() {}

  /** Of a value that a rule has found, without escapes. */
  static String of(Rule rule, String value) {
    return switch (rule) {
      case IPV4, IPV6 -> address(value);
      case EMAIL -> email(value);
      default -> letters(value);
    };
  }

  /** Of a value that somebody has written down. */
  static String ofAny(String value) {
    String text = value.strip();
    return Cidr.of(text) != null && text.indexOf('/') < 0
        ? address(text)
        : text.indexOf('@') >= 0 ? email(text) : letters(text);
  }

  /** The same for a number at home and from abroad. */
  static String phone(String value) {
    String digits = letters(value);
    boolean home = digits.startsWith("0") && value.indexOf('+') < 0;
    return home ? KOREA + digits.substring(1) : abroad(digits);
  }

  private static String abroad(String digits) {
    return digits.startsWith(KOREA + "0") ? KOREA + digits.substring(3) : digits;
  }

  /** Addresses in one spelling; a mapped one is the IPv4 address that it carries. */
  private static String address(String value) {
    byte[] in = value.getBytes(UTF_8);
    if (value.indexOf(':') >= 0) {
      Ipv6 address = new Ipv6();
      address.read(in, 0, in.length);
      return address.isMapped() ? ipv4(address.mapped()) : hex(address.high(), address.low());
    }
    long found = Ipv4.read(in, 0, in.length);
    return found < 0 ? value : ipv4(Ipv4.address(found));
  }

  private static String hex(long high, long low) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  private static String ipv4(int address) {
    return (address >>> 24)
        + "."
        + ((address >> 16) & 0xff)
        + "."
        + ((address >> 8) & 0xff)
        + "."
        + (address & 0xff);
  }

  /** The case of a domain means nothing; that of the local part may. */
  private static String email(String value) {
    int at = value.lastIndexOf('@') + 1;
    return value.substring(0, at) + value.substring(at).toLowerCase(Locale.ROOT);
  }

  /** Letters and digits alone, in upper case. */
  static String letters(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        out.append(Character.toUpperCase(c));
      }
    }
    return out.toString();
  }
}
