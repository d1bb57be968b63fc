// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

/**
 * A name in which {@code *} stands for any characters, {@code /} too, and {@code ?} for one. Takes
 * at most the product of both lengths, and those are bounded.
 *
 * @param text as written
 */
record Glob(String text) {

  boolean fits(String name) {
    int at = 0;
    int wanted = 0;
    int star = -1;
    int retry = 0;
    while (at < name.length()) {
      char c = wanted < text.length() ? text.charAt(wanted) : 0;
      if (wanted < text.length() && c == '*') {
        star = wanted++;
        retry = at;
      } else if (wanted < text.length() && (c == '?' || c == name.charAt(at))) {
        wanted++;
        at++;
      } else if (star >= 0) {
        wanted = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (wanted < text.length() && text.charAt(wanted) == '*') {
      wanted++;
    }
    return wanted == text.length();
  }
}
