// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;

/**
 * Which physical line continues the event before it.
 *
 * <p>Looks at the lines of one event only, from its first on, so that the shipper and the
 * normalizer agree whatever they have seen before. In doubt a line starts an event of its own: a
 * false join hides an event, a missed one only leaves it in pieces. Hence no joining of exception
 * names without a package, unless an error was logged before them, nor where indented text begins
 * with a level or a date (some layouts pad on the left).
 */
public final class LineJoiner {

  private final TraceLines trace = new TraceLines();

  /** A joiner for one sequence of lines; not safe for several threads. */
  public LineJoiner() {}

  /**
   * Begins an event.
   *
   * @param bytes holds its first line, without its line end
   * @param from first byte of the line
   * @param to one past its last byte
   */
  public void begin(byte[] bytes, int from, int to) {
    trace.begin(bytes, from, to);
  }

  /**
   * Whether a line belongs to the event begun last, all lines of which have been asked for. Blank
   * lines are not asked for: they belong to the event if a line behind them does.
   *
   * @param event first byte of the event, whose lines stand before the line, each with its line end
   */
  public boolean goesOn(byte[] bytes, int event, int from, int to) {
    if (from >= to) {
      return false;
    }
    if (Blocks.continues(bytes, event, from, to)) {
      return true;
    }
    int first = bytes[from];
    // What most lines begin with, and no line of a trace.
    if (isDigit(first) || first == '{' || first == '<') {
      return trace.takesAny(bytes, from, to);
    }
    if (continues(bytes, from, to)) {
      trace.add(bytes, from, to);
      return true;
    }
    return trace.goesOn(bytes, from, to);
  }

  /**
   * Whether a line that is all one knows belongs to the event before it.
   *
   * @param bytes holds the line, without its line end
   * @param from first byte of the line
   * @param to one past its last byte
   */
  public static boolean continues(byte[] bytes, int from, int to) {
    if (from >= to) {
      return false;
    }
    int first = bytes[from];
    if (isBlank(first)) {
      return indentedPart(bytes, from, to);
    }
    return switch (first) {
      case 'C' -> startsWith(bytes, from, to, "Caused by: ");
      case 'S' -> startsWith(bytes, from, to, "Suppressed: ");
      case 'W' -> startsWith(bytes, from, to, "Wrapped by: ");
      case '-' -> startsWith(bytes, from, to, "--- End of ");
      case '.' -> elidedFrames(bytes, from, to);
      default -> exceptionHeader(bytes, from, to) > 0;
    };
  }

  private static boolean indentedPart(byte[] bytes, int from, int to) {
    int start = Bytes.skipSpace(bytes, from, to);
    if (start == to) {
      return false;
    }
    if (isDigit(bytes[start]) && start + 5 <= to && bytes[start + 4] == '-') {
      return Bytes.number(bytes, start, start + 4) < 0;
    }
    int word = start;
    while (word < to && bytes[word] >= 'A' && bytes[word] <= 'Z') {
      word++;
    }
    boolean level = word - start >= 4 && Levels.severity(bytes, start, word) > 0;
    return !level || (word < to && !isBlank(bytes[word]) && bytes[word] != '[');
  }

  private static boolean elidedFrames(byte[] bytes, int from, int to) {
    if (!startsWith(bytes, from, to, "... ")) {
      return false;
    }
    int digits = Bytes.digitsEnd(bytes, from + 4, to);
    return digits > from + 4
        && (startsWith(bytes, digits, to, " more") || startsWith(bytes, digits, to, " common"));
  }

  /**
   * End of the class name of a Java exception header such as {@code java.io.IOException: text}, or
   * -1. The name needs a package, and a last part that ends in Exception, Error or Throwable.
   */
  static int exceptionHeader(byte[] bytes, int from, int to) {
    int at = from;
    int lastDot = -1;
    while (at < to && isNamePart(bytes[at])) {
      if (bytes[at] == '.') {
        lastDot = at;
      }
      at++;
    }
    if (lastDot <= from || lastDot + 1 >= at || !isLetter(bytes[from])) {
      return -1;
    }
    boolean ends = at == to || bytes[at] == ':' || bytes[at] == '\r' || bytes[at] == '\n';
    return ends && namesThrowable(bytes, lastDot + 1, at) ? at : -1;
  }

  private static boolean namesThrowable(byte[] bytes, int from, int to) {
    return endsWith(bytes, from, to, "Exception")
        || endsWith(bytes, from, to, "Error")
        || endsWith(bytes, from, to, "Throwable");
  }

  private static boolean endsWith(byte[] bytes, int from, int to, String ascii) {
    return to - from >= ascii.length() && startsWith(bytes, to - ascii.length(), to, ascii);
  }

  private static boolean isNamePart(int b) {
    return isLetter(b) || isDigit(b) || b == '.' || b == '_' || b == '$';
  }
}
