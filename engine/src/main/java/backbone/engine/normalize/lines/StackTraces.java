// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.text.Bytes;
import backbone.schema.LogEvent;
import java.nio.charset.StandardCharsets;

/**
 * Splits a stack trace off the text that it follows, and reads type and message of the error from
 * its header, {@code java.io.IOException: text}.
 */
public final class StackTraces {

  private StackTraces() {}

  /** Reads the lines behind the first one. Those before the trace belong to the message. */
  public static void read(byte[] b, int from, int to, Draft draft) {
    LogEvent event = draft.event();
    if (ErrorLines.isTraceback(event.getMessage())) {
      ErrorLines.level(event.getMessage(), draft);
      traceback(event.getMessage() + "\n" + Bytes.text(b, from, to), event);
      return;
    }
    int frame = begin(b, from, to);
    int trace = frame < 0 ? -1 : headerBefore(b, from, frame);
    int textEnd = Bytes.trimEnd(b, from, trace < 0 ? to : trace);
    if (textEnd > from) {
      event.setMessage(event.getMessage() + "\n" + Bytes.text(b, from, textEnd));
    }
    if (trace >= 0) {
      ErrorLines.level(event.getMessage(), draft);
      event.setErrorStackTrace(Bytes.text(b, trace, Bytes.trimEnd(b, trace, to)));
      if (event.getErrorType() == null && !header(event.getErrorStackTrace(), event)) {
        headerInside(event.getMessage(), event);
      }
    }
  }

  /** An event that is nothing but a trace of Python; its last line says what went wrong. */
  private static void traceback(String trace, LogEvent event) {
    String line = ErrorLines.ofTraceback(trace);
    event.setErrorStackTrace(trace.stripTrailing());
    if (!line.isEmpty() && ErrorLines.readPython(line, event)) {
      event.setMessage(line);
    }
  }

  /** Position of the error's name in the line before the first frame, or that of the frame. */
  private static int headerBefore(byte[] b, int from, int frame) {
    int end = Bytes.trimEnd(b, from, frame);
    int start = end;
    while (start > from && b[start - 1] != '\n') {
      start--;
    }
    boolean header = end > start && b[start] > ' ' && isHeader(Bytes.text(b, start, end));
    return header ? start : frame;
  }

  private static boolean isHeader(String line) {
    int at = nameEnd(line, 0);
    boolean ends = at == line.length() || line.charAt(at) == ':' || line.startsWith(" [", at);
    return ends && throwable(line.substring(0, at));
  }

  /** Takes what a structured payload says of an error, in one text or two. */
  public static void fromFields(String stack, String error, Draft draft) {
    boolean lines = stack != null && stack.indexOf('\n') >= 0;
    if (lines || (stack != null && error != null)) {
      trace(stack, draft.event());
      reason(error, draft);
    } else {
      reason(stack == null ? error : stack, draft);
    }
  }

  private static void trace(String trace, LogEvent event) {
    event.setErrorStackTrace(trace);
    if (event.getErrorType() == null) {
      header(trace, event);
    }
  }

  private static void reason(String text, Draft draft) {
    LogEvent event = draft.event();
    if (text == null || text.equals(event.getErrorMessage())) {
      return;
    }
    if (event.getErrorStackTrace() == null && text.indexOf("\n\tat ") > 0) {
      trace(text, event);
    } else if (event.getErrorMessage() != null) {
      draft.attribute("error", text);
    } else if (event.getErrorType() != null || !header(text, event)) {
      event.setErrorMessage(text);
    }
  }

  /** Splits a trace off a message of several lines. */
  public static void splitMessage(Draft draft) {
    LogEvent event = draft.event();
    String message = event.getMessage();
    int line = message.indexOf('\n');
    if (line > 0 && event.getErrorStackTrace() == null && message.indexOf("\tat ", line) > 0) {
      byte[] b = message.getBytes(StandardCharsets.UTF_8);
      int end = Bytes.lineEnd(b, 0, b.length);
      event.setMessage(Bytes.text(b, 0, Bytes.trimEnd(b, 0, end)));
      read(b, end + 1, b.length, draft);
    }
  }

  /** Position of the line that begins a trace: a header, a frame or a cause; -1 for none. */
  private static int begin(byte[] b, int from, int to) {
    for (int at = from; at < to; at = Bytes.lineEnd(b, at, to) + 1) {
      int text = Bytes.skipBlanks(b, at, to);
      boolean frame = text > at && startsWith(b, text, to, "at ");
      if (frame
          || startsWith(b, at, to, EventHead.TRACEBACK)
          || startsWith(b, at, to, "goroutine ")
          || startsWith(b, at, to, "stack backtrace:")
          || isGoFrame(b, at, to)
          || startsWith(b, at, to, "Caused by: ")
          || LineJoiner.exceptionHeader(b, at, to) > 0) {
        return at;
      }
    }
    return -1;
  }

  /** A function, and below it its place. */
  private static boolean isGoFrame(byte[] b, int at, int to) {
    int end = Bytes.lineEnd(b, at, to);
    int place = end + 1;
    if (place >= to || !Bytes.isBlank(b[place]) || !GoLines.isFunctionName(b, at, end)) {
      return false;
    }
    return Bytes.indexOf(b, place, Bytes.lineEnd(b, place, to), ".go:") > 0;
  }

  /** Reads type and message from the first line of a trace; of a Python one from the last. */
  private static boolean header(String trace, LogEvent event) {
    if (ErrorLines.isTraceback(trace)) {
      return ErrorLines.readPython(ErrorLines.ofTraceback(trace), event);
    }
    int end = trace.indexOf('\n');
    String line = end < 0 ? trace : trace.substring(0, end);
    return ErrorLines.readGo(line, event)
        || headerAt(line.strip(), 0, trace.indexOf("\n\tat ", end) >= 0, event);
  }

  /** As in {@code Exception in thread "main" java.lang.RuntimeException: text}. */
  private static void headerInside(String message, LogEvent event) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    int at = ErrorLines.readGo(line, event) ? line.length() : 0;
    while (at < line.length() && !headerAt(line, at, false, event)) {
      int blank = line.indexOf(' ', at);
      at = blank < 0 ? line.length() : blank + 1;
    }
  }

  /**
   * Reads {@code name: message} at a position. The name must sound like an error, unless frames of
   * Java follow, which come behind nothing else.
   */
  private static boolean headerAt(String line, int from, boolean frames, LogEvent event) {
    int at = nameEnd(line, from);
    String name = line.substring(from, at);
    int code = line.startsWith(" [", at) ? line.indexOf("]: ", at) : -1;
    at = code > 0 ? code + 1 : at;
    boolean ends = at == line.length() || line.charAt(at) == ':';
    if (!ends || !(throwable(name) || (frames && name.indexOf('.') > 0))) {
      return false;
    }
    event.setErrorType(name);
    String message = line.substring(Math.min(line.length(), at + 1)).strip();
    if (event.getErrorMessage() == null && !message.isEmpty()) {
      event.setErrorMessage(message);
    }
    return true;
  }

  private static int nameEnd(String line, int from) {
    int at = from;
    while (at < line.length() && isNamePart(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean throwable(String name) {
    return name.endsWith("Exception") || name.endsWith("Error") || name.endsWith("Throwable");
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '$';
  }
}
