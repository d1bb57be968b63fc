// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import backbone.engine.normalize.event.Draft;
import backbone.schema.LogEvent;

/** Type and message of an error in the lines that Python and Go print. */
final class ErrorLines {

  private static final String PANIC = "panic: ";
  private static final String FATAL = "fatal error: ";
  private static final String UNCAUGHT = "Exception in thread ";
  private static final int ERROR_SEVERITY = 17;
  private static final int FATAL_SEVERITY = 21;

  private ErrorLines() {}

  /**
   * Gives an event with a trace the level that its language's own last words have, if it named
   * none: a panic of Go ends the process, what nobody catches in Python or Java a thread.
   */
  static void level(String message, Draft draft) {
    if (draft.event().getLevel() != null) {
      return;
    }
    if (message.startsWith(PANIC) || message.startsWith(FATAL)) {
      draft.severity(FATAL_SEVERITY);
    } else if (message.startsWith(UNCAUGHT) || isTraceback(message)) {
      draft.severity(ERROR_SEVERITY);
    }
  }

  static boolean isTraceback(String text) {
    return text.startsWith(EventHead.TRACEBACK);
  }

  /** The line behind the last frames of Python's trace; those before it are of earlier errors. */
  static String ofTraceback(String trace) {
    String found = "";
    boolean behindFrame = false;
    for (int at = 0; at < trace.length(); ) {
      int end = trace.indexOf('\n', at);
      end = end < 0 ? trace.length() : end;
      boolean indented = at < end && (trace.charAt(at) == ' ' || trace.charAt(at) == '\t');
      if (!indented && behindFrame && at < end) {
        found = trace.substring(at, end).stripTrailing();
      }
      // Loguru sets blank lines between frames, and points to the one that caught the error.
      behindFrame = indented || (behindFrame && at == end) || trace.startsWith("> File", at);
      at = end + 1;
    }
    return found;
  }

  /** Takes {@code module.Error: text}, whatever the error is called; false for a sentence. */
  static boolean readPython(String line, LogEvent event) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    if (name.isEmpty() || name.indexOf(' ') >= 0) {
      return false;
    }
    event.setErrorType(name);
    String text = colon < 0 ? "" : line.substring(colon + 1).strip();
    if (event.getErrorMessage() == null && !text.isEmpty()) {
      event.setErrorMessage(text);
    }
    return true;
  }

  /** Takes {@code panic: text} and {@code fatal error: text} of Go. */
  static boolean readGo(String line, LogEvent event) {
    String word = line.startsWith(PANIC) ? PANIC : line.startsWith(FATAL) ? FATAL : null;
    if (word == null) {
      return false;
    }
    event.setErrorType(word.substring(0, word.length() - 2));
    if (event.getErrorMessage() == null && line.length() > word.length()) {
      event.setErrorMessage(line.substring(word.length()).strip());
    }
    return true;
  }
}
