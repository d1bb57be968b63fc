// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import backbone.engine.normalize.text.Bytes;

/**
 * Levels in the spellings of common loggers, as OpenTelemetry severity numbers: trace 1-4, debug
 * 5-8, info 9-12, warn 13-16, error 17-20, fatal 21-24, 0 for unknown.
 */
public final class Levels {

  private static final String[] WORDS = {"trace", "debug", "info", "warn", "error", "fatal"};
  private static final int LONGEST = 13;

  /** Between debug and info, as winston orders it. */
  public static final int HTTP = 7;

  /** Severity of syslog's 0 (emergency) to 7 (debug). */
  private static final int[] SYSLOG = {21, 19, 18, 17, 13, 10, 9, 5};

  private static final int SLOTS = 256;
  private static final long[] NAMES = new long[SLOTS];
  private static final byte[] SEVERITIES = new byte[SLOTS];

  static {
    add(1, "trace", "trc", "finest", "verbose", "vrb", "silly", "trac");
    add(5, "debug", "dbg", "finer", "debu");
    add(6, "fine");
    add(7, "config");
    add(9, "info", "inf", "information", "informational");
    add(10, "notice", "success");
    add(13, "warn", "warning", "wrn");
    add(17, "error", "err", "severe", "erro");
    add(18, "crit", "dpanic");
    add(19, "alert");
    add(21, "fatal", "ftl", "critical", "emerg", "emergency", "panic", "fata", "pani", "pnc");
  }

  private Levels() {}

  /** Lower-case word of a severity number 1-24, or null. */
  public static String word(int severity) {
    return severity < 1 || severity > 24 ? null : WORDS[(severity - 1) / 4];
  }

  /** Severity of the last three bits of a syslog priority. */
  public static int syslog(int severity) {
    return SYSLOG[severity & 7];
  }

  /** Numbers of bunyan and pino: 10 trace to 60 fatal; else 0. */
  public static int bunyan(long number) {
    return number >= 10 && number <= 60 && number % 10 == 0 ? (int) (number / 10) * 4 - 3 : 0;
  }

  /** One letter, as glog, MongoDB and Android write it; else 0. */
  public static int letter(int c) {
    return switch (c) {
      case 'V', 'T' -> 1;
      case 'D' -> 5;
      case 'I' -> 9;
      case 'W' -> 13;
      case 'E' -> 17;
      case 'F', 'C' -> 21;
      default -> 0;
    };
  }

  /**
   * Severity of a word in any case. A digit behind it as in {@code INFO2}, or a signed offset as in
   * {@code DEBUG-4}, raises it within its four steps, and changes nothing where it does not fit.
   */
  public static int severity(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && Bytes.isLetter(bytes[end])) {
      end++;
    }
    if (end == from || end - from > LONGEST) {
      return 0;
    }
    int severity = ofWord(bytes, from, end);
    return end == to || severity == 0 ? severity : stepped(severity, bytes, end, to);
  }

  /** The same of a text. */
  public static int severity(String word) {
    byte[] bytes = word.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int from = Bytes.skipSpace(bytes, 0, bytes.length);
    return severity(bytes, from, Bytes.trimEnd(bytes, from, bytes.length));
  }

  private static int stepped(int severity, byte[] bytes, int from, int to) {
    boolean sign = bytes[from] == '+' || bytes[from] == '-';
    long step = Bytes.number(bytes, sign ? from + 1 : from, to);
    if (step < 0) {
      return 0;
    }
    if (bytes[from] == '-') {
      return Math.max(1, severity - (int) Math.min(step, 4));
    }
    long raised = sign ? severity + step : severity + step - 1;
    return step >= 1 && step <= 4 && raised <= (severity + 3) / 4 * 4L ? (int) raised : severity;
  }

  private static int ofWord(byte[] bytes, int from, int to) {
    long packed = packed(bytes, from, to);
    int slot = slot(packed);
    while (NAMES[slot] != 0) {
      if (NAMES[slot] == packed) {
        return SEVERITIES[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    return 0;
  }

  private static void add(int severity, String... words) {
    for (String word : words) {
      byte[] bytes = word.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      long packed = packed(bytes, 0, bytes.length);
      int slot = slot(packed);
      while (NAMES[slot] != 0) {
        slot = (slot + 1) % SLOTS;
      }
      NAMES[slot] = packed;
      SEVERITIES[slot] = (byte) severity;
    }
  }

  /** Five bits a letter for the first twelve letters: enough to tell the words apart. */
  private static long packed(byte[] bytes, int from, int to) {
    long packed = 0;
    for (int at = from; at < Math.min(to, from + 12); at++) {
      packed = packed << 5 | (bytes[at] & 0x1f);
    }
    return packed;
  }

  private static int slot(long packed) {
    return (int) ((packed * 0x9E3779B97F4A7C15L) >>> 56);
  }
}
