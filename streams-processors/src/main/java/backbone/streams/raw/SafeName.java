// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

/** Tells names from payload, so that a sender's name may become a key. */
public final class SafeName {

  /** Longest name. */
  public static final int CHARS_MAX = 64;

  private SafeName() {}

  /** Whether a text is short and of letters, digits, underscores and hyphens. */
  public static boolean is(String text) {
    boolean fits = text.length() <= CHARS_MAX;
    for (int i = 0; fits && i < text.length(); i++) {
      char c = text.charAt(i);
      fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
    }
    return fits;
  }
}
