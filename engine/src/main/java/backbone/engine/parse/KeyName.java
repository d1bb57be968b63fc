// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

/** Names that rules may give to attributes. */
final class KeyName {

  static final int CHARS_MAX = 100;
  static final String REMEDY = "Use 1 to 100 letters, digits, and _ . - @ /";

  private static final String PREFIX = "attributes.";

  private KeyName() {}

  static boolean is(String name) {
    if (name.isEmpty() || name.length() > CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_.-@/".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A name may also be written as the index has it, below {@code attributes}. */
  static String bare(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}
