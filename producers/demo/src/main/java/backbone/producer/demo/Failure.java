// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.util.List;

/**
 * An exception as a log shows it.
 *
 * @param type class name
 * @param message what it says
 * @param frames the rest, one line each without indent; a line that starts with {@code Caused by:}
 *     or {@code ...} is kept as it is
 */
record Failure(String type, String message, List<String> frames) {

  /** Several lines, as {@code Throwable.printStackTrace} writes them, without the last line end. */
  String text() {
    StringBuilder text = new StringBuilder(type).append(": ").append(message);
    for (String frame : frames) {
      text.append('\n');
      text.append(frame.startsWith("Caused by:") ? "" : frame.startsWith("...") ? "\t" : "\tat ");
      text.append(frame);
    }
    return text.toString();
  }
}
