// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few forms of ASN.1's DER that a certificate is made of. */
final class Der {

  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_ID = 0x06;
  private static final int UTF8 = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(SEQUENCE, parts);
  }

  static byte[] set(byte[]... parts) {
    return tagged(SET, parts);
  }

  static byte[] integer(BigInteger value) {
    return tagged(INTEGER, value.toByteArray());
  }

  static byte[] yes() {
    return tagged(BOOLEAN, new byte[] {(byte) 0xff});
  }

  static byte[] octets(byte[] content) {
    return tagged(OCTET_STRING, content);
  }

  /** Whole bytes: no bit at the end is unused. */
  static byte[] bits(byte[] content) {
    return tagged(BIT_STRING, new byte[] {0}, content);
  }

  static byte[] text(String text) {
    return tagged(UTF8, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Before 2050. */
  static byte[] time(Instant at) {
    return tagged(UTC_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
  }

  /** Such as {@code 2.5.4.3}; no arc beyond 2^31. */
  static byte[] objectId(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >>> shift != 0) {
          out.write(0x80 | (arc >>> shift & 0x7f));
        }
      }
      out.write(arc & 0x7f);
    }
    return tagged(OBJECT_ID, out.toByteArray());
  }

  static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int zero = digits[0] == 0 ? 1 : 0;
      out.write(0x80 | (digits.length - zero));
      out.write(digits, zero, digits.length - zero);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
