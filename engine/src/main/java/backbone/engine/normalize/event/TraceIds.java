// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import backbone.engine.normalize.text.Bytes;

/**
 * Trace and span ids in the spellings of common libraries. Hex ids are lower-cased, 16 digits of a
 * trace id left-padded to 32; other forms that hold a digit stay as written; ids of only zeros and
 * words for nothing are no ids.
 */
public final class TraceIds {

  /** Digits of a trace id. */
  public static final int TRACE_HEX = 32;

  /** Digits of a span id. */
  public static final int SPAN_HEX = 16;

  private static final int LENGTH_MAX = 128;
  private static final String PADDING = "0000000000000000";

  /** Of each ASCII character, whether it is a hex digit. */
  private static final boolean[] HEX = new boolean[128];

  static {
    for (char c : "0123456789abcdefABCDEF".toCharArray()) {
      HEX[c] = true;
    }
  }

  private TraceIds() {}

  /** The id that a value names, or null. */
  static String traceId(String written) {
    String id = written.strip();
    if (isHexWord(id)) {
      return traceHex(id);
    }
    if (id.length() > LENGTH_MAX || !holdsDigit(id)) {
      return null;
    }
    String header = TraceHeaders.trace(id);
    if (header != null) {
      return traceHex(header);
    }
    return zeros(id) ? null : id;
  }

  static String spanId(String written) {
    String id = written.strip();
    if (id.length() == SPAN_HEX && isHex(id)) {
      return zeros(id) ? null : lower(id);
    }
    return id.length() > LENGTH_MAX || !holdsDigit(id) || zeros(id) ? null : id;
  }

  /** Span id of a header that holds both, or null. */
  public static String parentSpan(String header) {
    String id = TraceHeaders.span(header.strip());
    return id == null || zeros(id) ? null : lower(id);
  }

  /** Datadog writes 64 bits as a decimal number; its newer libraries write hex as all others do. */
  public static String fromDatadog(String written, int hexDigits) {
    String id = written.strip();
    if (id.isEmpty() || id.length() > 20 || !isDecimal(id)) {
      return id;
    }
    try {
      String hex = Long.toHexString(Long.parseUnsignedLong(id));
      return PADDING.substring(Math.min(hex.length(), SPAN_HEX)).concat(hex);
    } catch (NumberFormatException tooLarge) {
      return hexDigits == TRACE_HEX ? id : "";
    }
  }

  /** Whether an id has the form of OpenTelemetry. */
  public static boolean isTraceId(String id) {
    return id.length() == TRACE_HEX && isHex(id);
  }

  /** Whether a text is a span id that no rule could take for a number, as it has a letter. */
  public static boolean isPlainSpanId(String id) {
    return id.length() == SPAN_HEX && isHex(id) && !isDecimal(id);
  }

  private static boolean isHexWord(String id) {
    return (id.length() == TRACE_HEX || id.length() == SPAN_HEX) && isHex(id);
  }

  private static String traceHex(String hex) {
    if (zeros(hex)) {
      return null;
    }
    return hex.length() == SPAN_HEX ? PADDING + lower(hex) : lower(hex);
  }

  private static String lower(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      if (hex.charAt(i) >= 'A' && hex.charAt(i) <= 'F') {
        return hex.toLowerCase(java.util.Locale.ROOT);
      }
    }
    return hex;
  }

  /** Whether all characters are hexadecimal digits. */
  public static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a character is a hexadecimal digit. */
  public static boolean isHex(int c) {
    return c >= 0 && c < HEX.length && HEX[c];
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Bytes.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Bytes.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean zeros(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '0' && text.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }
}
