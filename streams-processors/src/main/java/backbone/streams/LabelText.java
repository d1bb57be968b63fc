// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

/** Label values: never empty, of bounded length, without control characters. */
public final class LabelText {

  public static final String UNKNOWN = "unknown";
  public static final int CHARS_MAX = 200;

  private LabelText() {}

  /** A value fit for a label; the same instance when it is one already. */
  public static String of(String value) {
    if (value == null || value.isEmpty()) {
      return UNKNOWN;
    }
    int length = value.length();
    boolean clean = length <= CHARS_MAX;
    for (int i = 0; clean && i < length; i++) {
      clean = !replaced(value.charAt(i));
    }
    return clean ? value : cleaned(value);
  }

  private static String cleaned(String value) {
    StringBuilder text = new StringBuilder(CHARS_MAX);
    for (int i = 0; i < value.length() && text.length() < CHARS_MAX; i++) {
      char c = value.charAt(i);
      text.append(replaced(c) ? ' ' : c);
    }
    return text.toString();
  }

  /** Halves of pairs too: a cut must not leave one, and Prometheus refuses what is no UTF-8. */
  private static boolean replaced(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c);
  }
}
