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
 * Lines that belong to an event only for what its lines before them are: the second line of Java's
 * own logger, and the traces of Python, Go, Node, Rust and PHP.
 */
final class TraceLines {

  private static final int HEAD_BYTES_MAX = 256;

  /** What the event is in the middle of. */
  private enum State {
    FIRST_LINE,
    TEXT,
    PYTHON_FRAMES,
    PYTHON_ERROR,
    PYTHON_CHAIN,
    GO_FRAMES,
    NODE_SOURCE,
    NODE_CARET,
    NODE_FRAMES,
    RUST,
    PHP
  }

  private final byte[] head = new byte[HEAD_BYTES_MAX];
  private final EventHead first = new EventHead();
  private int headLength;
  private boolean judged;
  private boolean openBrace;
  private State state = State.TEXT;

  void begin(byte[] b, int from, int to) {
    headLength = Math.min(to - from, HEAD_BYTES_MAX);
    System.arraycopy(b, from, head, 0, headLength);
    judged = false;
    openBrace = to > from && b[to - 1] == '{';
    state = first(b, from, to);
  }

  private static State first(byte[] b, int from, int to) {
    int c = from < to ? b[from] : 0;
    return switch (c) {
      case 'T' ->
          startsWith(b, from, to, EventHead.TRACEBACK) ? State.PYTHON_FRAMES : State.FIRST_LINE;
      case 'g' -> isGoroutine(b, from, to) ? State.GO_FRAMES : State.FIRST_LINE;
      case 't' -> startsWith(b, from, to, "thread '") ? State.RUST : State.FIRST_LINE;
      case '/', 'f', 'n' -> isScriptPlace(b, from, to) ? State.NODE_SOURCE : State.FIRST_LINE;
      default -> State.FIRST_LINE;
    };
  }

  /** Takes a line that belongs to the event whatever it is. */
  void add(byte[] b, int from, int to) {
    openBrace |= b[to - 1] == '{';
    state =
        switch (state) {
          case FIRST_LINE -> startsWith(b, from, to, "    at ") ? State.NODE_FRAMES : State.TEXT;
          case NODE_SOURCE -> State.NODE_CARET;
          case NODE_CARET -> State.NODE_FRAMES;
          case TEXT, PYTHON_FRAMES, PYTHON_ERROR, PYTHON_CHAIN -> state;
          case GO_FRAMES, NODE_FRAMES, RUST, PHP -> state;
        };
  }

  /**
   * Whether the event goes on with whatever follows, as the place of an error does with its source.
   */
  boolean takesAny(byte[] b, int from, int to) {
    if (state == State.NODE_SOURCE) {
      add(b, from, to);
      return true;
    }
    return false;
  }

  boolean goesOn(byte[] b, int from, int to) {
    State next = next(b, from, to);
    if (next == null) {
      return false;
    }
    state = next;
    return true;
  }

  /** State behind a line, or null where it is none of the event. */
  private State next(byte[] b, int from, int to) {
    return switch (state) {
      case FIRST_LINE -> second(b, from, to);
      case TEXT -> text(b, from, to);
      case PYTHON_FRAMES -> afterFrames(b, from, to);
      case PYTHON_ERROR, PYTHON_CHAIN -> afterError(b, from, to);
      case GO_FRAMES -> GoLines.isPart(b, from, to) || isGoroutine(b, from, to) ? state : null;
      case NODE_SOURCE -> State.NODE_CARET;
      case NODE_CARET -> isCaret(b, from, to) ? State.NODE_FRAMES : null;
      case NODE_FRAMES -> node(b, from, to);
      case RUST -> rust(b, from, to);
      case PHP -> b[from] == '#' && from + 1 < to && isDigit(b[from + 1]) ? state : null;
    };
  }

  private EventHead head() {
    if (!judged) {
      first.judge(head, headLength);
      judged = true;
    }
    return first;
  }

  private State second(byte[] b, int from, int to) {
    if (isLetter(b[from]) && head().isJul() && isLevelLine(b, from, to)) {
      return State.TEXT;
    }
    if (isErrorHeader(b, from, to) && head().isError()) {
      return State.NODE_FRAMES;
    }
    return text(b, from, to);
  }

  private State text(byte[] b, int from, int to) {
    return switch (b[from]) {
      case 'T' -> isTraceback(b, from, to) ? State.PYTHON_FRAMES : goName(b, from, to);
      case 'g' ->
          isGoroutine(b, from, to) && head().precedesGoroutine()
              ? State.GO_FRAMES
              : goName(b, from, to);
      case '[' ->
          startsWith(b, from, to, "[signal ") && head().precedesGoroutine() ? State.TEXT : null;
      case 'S' -> startsWith(b, from, to, "Stack trace:") && head().isError() ? State.PHP : null;
      case '}' -> closes(from, to) ? State.TEXT : null;
      default -> goName(b, from, to);
    };
  }

  private boolean isTraceback(byte[] b, int from, int to) {
    return startsWith(b, from, to, EventHead.TRACEBACK) && head().precedesTraceback();
  }

  /** zap puts functions under its line, and their places under those. */
  private State goName(byte[] b, int from, int to) {
    return head().isZap() && GoLines.isFunctionName(b, from, to) ? State.TEXT : null;
  }

  private boolean closes(int from, int to) {
    return openBrace && to - from == 1;
  }

  private static State afterFrames(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (isLetter(b[at]) || isDigit(b[at]) || b[at] == '.' || b[at] == '_')) {
      at++;
    }
    if (startsWith(b, from, to, "> File \"")) {
      return State.PYTHON_FRAMES; // as loguru points to where the error was caught
    }
    boolean name = at > from && isLetter(b[from]) && (at == to || b[at] == ':');
    return name ? State.PYTHON_ERROR : afterError(b, from, to);
  }

  private static State afterError(byte[] b, int from, int to) {
    boolean chain =
        startsWith(b, from, to, "During handling of the above exception")
            || startsWith(b, from, to, "The above exception was the direct cause");
    boolean trace = !chain && startsWith(b, from, to, EventHead.TRACEBACK);
    return chain ? State.PYTHON_CHAIN : trace ? State.PYTHON_FRAMES : null;
  }

  private State node(byte[] b, int from, int to) {
    boolean part =
        closes(from, to) || startsWith(b, from, to, "Node.js v") || isErrorHeader(b, from, to);
    // A second error is one of its own, unless it is the one that the source was shown for.
    boolean own = isErrorHeader(b, from, to) && !head().isScriptPlace();
    return part && !own ? state : null;
  }

  private State rust(byte[] b, int from, int to) {
    boolean known =
        startsWith(b, from, to, "note: ") || startsWith(b, from, to, "stack backtrace:");
    // Rust since 1.73 has the text on a line of its own.
    boolean text = headLength > 0 && head[headLength - 1] == ':' && head().takeText();
    return known || text ? state : null;
  }

  private static boolean isGoroutine(byte[] b, int from, int to) {
    int number = from + 10;
    int end = startsWith(b, from, to, "goroutine ") ? Bytes.digitsEnd(b, number, to) : number;
    return end > number && startsWith(b, end, to, " [") && b[to - 1] == ':';
  }

  /** {@code /app/a.js:12} or {@code node:internal/x:12}, and nothing else. */
  static boolean isScriptPlace(byte[] b, int from, int to) {
    int digits = to;
    while (digits > from && isDigit(b[digits - 1])) {
      digits--;
    }
    int colon = digits - 1;
    if (digits == to || colon <= from || b[colon] != ':') {
      return false;
    }
    boolean script =
        colon - from > 4
            && (startsWith(b, colon - 3, colon, ".js")
                || startsWith(b, colon - 3, colon, ".ts")
                || startsWith(b, colon - 4, colon, ".mjs")
                || startsWith(b, colon - 4, colon, ".cjs"));
    return script || startsWith(b, from, to, "node:");
  }

  private static boolean isCaret(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if (b[at] != '^' && b[at] != '~' && !isBlank(b[at])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLevelLine(byte[] b, int from, int to) {
    int colon = Bytes.indexOf(b, from, Math.min(to, from + 14), ':');
    return colon > 0 && Levels.severity(b, from, colon) > 0;
  }

  /** {@code TypeError: text} and {@code Error [CODE]: text}. */
  private static boolean isErrorHeader(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (isLetter(b[at]) || isDigit(b[at]))) {
      at++;
    }
    boolean error = at - from >= 5 && b[from] < 'a' && startsWith(b, at - 5, at, "Error");
    error |= at - from >= 9 && b[from] < 'a' && startsWith(b, at - 9, at, "Exception");
    return error && (at == to || startsWith(b, at, to, ": ") || startsWith(b, at, to, " ["));
  }
}
