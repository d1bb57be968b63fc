// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Lines made by code: the same for the same number, all of one length. */
enum Lines {
  /** What a service with a JSON layout writes, with an address and an e-mail in the message. */
  JSON(368) {
    @Override
    String text(int n) {
      return "{\"@timestamp\":\"2026-03-04T05:"
          + two(n / 60_000)
          + ":"
          + two(n / 1_000)
          + "."
          + digits(n, 3)
          + "Z\",\"log.level\":\""
          + (n % 50 == 0 ? "ERROR" : n % 10 == 0 ? "WARN" : "INFO")
          + "\",\"service.name\":\""
          + SERVICES[n % SERVICES.length]
          + "\",\"process.thread.name\":\"http-nio-8080-exec-"
          + n % 10
          + "\",\"log.logger\":\"com.acme.shop.OrderController\",\"trace.id\":\""
          + hex(n, 32)
          + "\",\"span.id\":\""
          + hex(n + 7, 16)
          + "\",\"message\":\"Order "
          + mark(n)
          + " for customer"
          + n % 1_000
          + "@example.com from 203.0."
          + n % 113
          + "."
          + n % 251
          + " paid in "
          + n % 900
          + " ms\",\"tags\":\"";
    }

    @Override
    String end() {
      return "\"}";
    }
  },

  /** What a web server writes in the combined layout. */
  ACCESS(237) {
    @Override
    String text(int n) {
      return "203.0."
          + n % 113
          + "."
          + n % 251
          + " - - [04/Mar/2026:05:"
          + two(n / 60_000)
          + ":"
          + two(n / 1_000)
          + " +0900] \"GET /orders/"
          + mark(n)
          + "/items?page="
          + n % 97
          + " HTTP/1.1\" 200 "
          + n % 100_000
          + " \"https://shop.example.com/cart?step="
          + n % 7
          + "\" \"Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0 ";
    }

    @Override
    String end() {
      return "\"";
    }
  },

  /** Spring Boot's default layout. */
  SPRING(160) {
    @Override
    String text(int n) {
      return "2026-03-04T05:06:07."
          + digits(n, 3)
          + "+09:00  INFO 123 --- [shop] [http-nio-8080-exec-"
          + n % 10
          + "] com.acme.OrderController : Order "
          + mark(n)
          + " paid in "
          + n % 900
          + " ms by customer ";
    }
  },

  /** Syslog as daemons write it. */
  SYSLOG(110) {
    @Override
    String text(int n) {
      return "<34>Oct 11 22:14:"
          + two(n / 1_000)
          + " host-"
          + n % 40
          + " su["
          + n % 30_000
          + "]: order "
          + mark(n)
          + " was opened by user ";
    }
  };

  private static final String[] SERVICES = {
    "auth-service", "payment-service", "order-service", "inventory-service"
  };

  private static final String MARK = "order-";
  private static final int MARK_LETTERS = 7;
  private static final String FILL = "abcdefghijklmnopqrstuvwxyz-";

  private final int bytes;

  Lines(int bytes) {
    this.bytes = bytes;
  }

  /** For people. */
  String title() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Length of every line. */
  int bytes() {
    return bytes;
  }

  abstract String text(int n);

  String end() {
    return "";
  }

  /** Line number n, filled up to its length, in ASCII. */
  byte[] line(int n) {
    StringBuilder line = new StringBuilder(text(n));
    int room = bytes - end().length();
    if (line.length() > room) {
      throw new IllegalStateException("bug: line " + n + " of " + name() + " is too long");
    }
    for (int i = line.length(); i < room; i++) {
      line.append(FILL.charAt(i % FILL.length()));
    }
    return line.append(end()).toString().getBytes(ISO_8859_1);
  }

  /** The first lines. */
  byte[][] lines(int count) {
    byte[][] lines = new byte[count][];
    for (int n = 0; n < count; n++) {
      lines[n] = line(n);
    }
    return lines;
  }

  /**
   * The number of the line that stands in some bytes, whatever surrounds it; or -1. Letters, as
   * masking could take digits for something.
   */
  static int numberIn(byte[] b, int from) {
    int last = b.length - MARK.length() - MARK_LETTERS;
    for (int i = from; i <= last; i++) {
      if (b[i] == 'o' && isMark(b, i)) {
        return number(b, i + MARK.length());
      }
    }
    return -1;
  }

  /** Where the mark begins that {@link #numberIn} would find, or the length. */
  static int markIn(byte[] b, int from) {
    int last = b.length - MARK.length() - MARK_LETTERS;
    for (int i = from; i <= last; i++) {
      if (b[i] == 'o' && isMark(b, i)) {
        return i;
      }
    }
    return b.length;
  }

  private static boolean isMark(byte[] b, int at) {
    for (int k = 1; k < MARK.length(); k++) {
      if (b[at + k] != MARK.charAt(k)) {
        return false;
      }
    }
    for (int k = 0; k < MARK_LETTERS; k++) {
      byte letter = b[at + MARK.length() + k];
      if (letter < 'a' || letter > 'p') {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] b, int at) {
    int n = 0;
    for (int k = 0; k < MARK_LETTERS; k++) {
      n = (n << 4) | (b[at + k] - 'a');
    }
    return n;
  }

  private static String mark(int n) {
    char[] letters = new char[MARK_LETTERS];
    for (int k = 0; k < MARK_LETTERS; k++) {
      letters[k] = (char) ('a' + ((n >>> (4 * (MARK_LETTERS - 1 - k))) & 15));
    }
    return MARK + new String(letters);
  }

  private static String two(int n) {
    return digits(n % 60, 2);
  }

  private static String digits(int n, int width) {
    String text = Integer.toString(n % 1_000);
    return "000".substring(0, Math.max(0, width - text.length())) + text;
  }

  private static String hex(int n, int width) {
    long mixed = (n * 0x9E3779B97F4A7C15L) ^ 0x5DEECE66DL;
    String text = String.format("%016x", mixed);
    return width == 16 ? text : text + String.format("%016x", mixed * 31 + 1);
  }
}
