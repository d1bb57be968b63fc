// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.skipBlanks;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonValues;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.text.Pair;

/**
 * The default layouts of Logback and Spring Boot and what is often made of them: a time, then
 * thread in brackets and level in either order, a logger, a separator, the message.
 *
 * <pre>
 * 10:11:12.345 [main] INFO  c.e.Foo -- text
 * 2024-01-02 10:11:12,345 [main] INFO c.e.Foo - text
 * 2015-07-29 17:41:44,747 - INFO  [thread] - text
 * 2024-01-02T10:11:12.345+09:00  INFO 123 --- [app] [main] [trace-span] c.e.Foo : text
 * </pre>
 */
public final class LogbackLayout implements Layout {

  private static final int LOGGER_BYTES_MAX = 200;

  // What has been read of the line at hand.
  private int severity;
  private int threadFrom;
  private int threadTo;
  private final StringBuilder context = new StringBuilder();
  private final Pair pair = new Pair();

  @Override
  public boolean read(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int at = header(b, skipBlanks(b, from, end), end);
    if (severity == 0) {
      return false;
    }
    draft.severity(severity);
    int spring = springMark(b, at, end);
    boolean threaded = threadTo > threadFrom;
    draft.parsed(spring > 0 ? "spring-boot" : "logback");
    if (spring > 0) {
      draft.attribute("process.pid", Bytes.number(b, at, Bytes.digitsEnd(b, at, end)));
      at = SpringBrackets.read(b, spring, end, draft);
      if (threaded && !SpringBrackets.sleuth(Bytes.text(b, threadFrom, threadTo), draft)) {
        addContext(b, threadFrom, threadTo);
      }
    } else if (threaded) {
      draft.event().setThread(Bytes.text(b, threadFrom, threadTo));
    }
    message(line, at, spring > 0 || threaded, draft);
    if (context.length() > 0) {
      draft.attribute("log.context", context.toString());
    }
    return true;
  }

  /** Reads thread and level in any order; returns where the logger may begin. */
  private int header(byte[] b, int from, int end) {
    severity = 0;
    threadFrom = 0;
    threadTo = 0;
    context.setLength(0);
    int at = startsWith(b, from, end, "- ") ? skipBlanks(b, from + 2, end) : from;
    while (at < end) {
      int next;
      if (b[at] == '[') {
        next = bracketEnd(b, at, end);
        if (next > 0) {
          bracket(b, skipBlanks(b, at + 1, next - 1), next - 1);
        }
      } else {
        next = severity == 0 ? levelEnd(b, at, end) : -1;
      }
      if (next < 0) {
        return at;
      }
      at = skipBlanks(b, next, end);
    }
    return at;
  }

  /**
   * The first bracket is the thread, but for one that holds the level or begins with {@code key=}.
   */
  private void bracket(byte[] b, int from, int close) {
    int to = Bytes.trimEnd(b, from, close);
    if (severity == 0 && to - from >= 4 && to - from <= 13) {
      severity = Levels.severity(b, from, to);
      if (severity > 0) {
        return;
      }
    }
    int name = from;
    while (name < to && (Bytes.isLetter(b[name]) || b[name] == '_' || b[name] == '.')) {
      name++;
    }
    boolean pairs = name > from && name < to && b[name] == '=';
    if (threadTo == 0 && !pairs) {
      threadFrom = from;
      threadTo = to;
    } else {
      addContext(b, from, to);
    }
  }

  private void addContext(byte[] b, int from, int to) {
    if (to > from) {
      context.append(context.length() == 0 ? "" : " ").append(Bytes.text(b, from, to));
    }
  }

  private int levelEnd(byte[] b, int at, int end) {
    int word = at;
    // All letters in the case of the first: "Error in" is more likely a sentence.
    while (word < end && Bytes.isLetter(b[word]) && (b[word] & 0x20) == (b[at] & 0x20)) {
      word++;
    }
    if (word - at < 4 || (word < end && !isBlank(b[word]) && b[word] != '[')) {
      return -1;
    }
    severity = Levels.severity(b, at, word);
    return severity == 0 ? -1 : word;
  }

  /** One past the bracket that closes the one at a position, counting those inside; or -1. */
  static int bracketEnd(byte[] b, int at, int end) {
    int open = 0;
    for (int i = at; i < end; i++) {
      if (b[i] == '[') {
        open++;
      } else if (b[i] == ']' && --open == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Behind the process id and {@code ---} of Spring Boot, or -1. */
  private static int springMark(byte[] b, int at, int end) {
    int pid = Bytes.digitsEnd(b, at, end);
    int dashes = skipBlanks(b, pid, end);
    return pid > at && pid - at <= 10 && startsWith(b, dashes, end, "--- ") ? dashes + 4 : -1;
  }

  private void message(Line line, int from, boolean sure, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int token = from;
    boolean dotted = false;
    while (token < end && isLoggerPart(b[token])) {
      dotted |= b[token] == '.' || b[token] == '$';
      token++;
    }
    boolean glued = token > from && b[token - 1] == ':' && token < end && isBlank(b[token]);
    int name = glued ? token - 1 : token;
    int text = glued ? token + 1 : separatorEnd(b, token, end);
    boolean logger =
        text > 0 && name > from && name - from <= LOGGER_BYTES_MAX && (dotted || (sure && !glued));
    if (logger) {
      logger(b, from, name, draft);
      pairs(b, token, text, draft);
    } else {
      int bare = separatorEnd(b, from, end);
      text = bare > 0 ? bare : from;
    }
    draft.event().setMessage(line.text(Math.min(text, end)));
  }

  /** Takes the key-value pairs that Logback puts between two dashes. */
  private void pairs(byte[] b, int from, int text, Draft draft) {
    int dash = skipBlanks(b, from, text);
    if (text - dash <= 4 || b[dash] != '-') {
      return;
    }
    int end = text - 2;
    int at = dash + 1;
    while (at < end && pair.read(b, at, end)) {
      Object value = JsonValues.value(b, pair.kind(), pair.from(), pair.to());
      draft.attribute(Bytes.text(b, pair.keyFrom(), pair.keyFrom() + pair.keyLength()), value);
      at = skipBlanks(b, pair.end(), end);
    }
    if (at < end) {
      addContext(b, at, end);
    }
  }

  /** Takes a logger, and the line number that some layouts put behind it. */
  private static void logger(byte[] b, int from, int to, Draft draft) {
    int colon = Bytes.indexOf(b, from, to, ':');
    long number = colon < 0 ? -1 : Bytes.number(b, colon + 1, to);
    if (number >= 0) {
      draft.attribute("log.origin.file.line", number);
    }
    draft.event().setLogger(Bytes.text(b, from, number >= 0 ? colon : to));
  }

  /** Behind {@code - }, {@code -- }, {@code -key=value- } or {@code : }, or -1. */
  private static int separatorEnd(byte[] b, int from, int end) {
    int at = skipBlanks(b, from, end);
    if (at >= end) {
      return -1;
    }
    if (b[at] == ':') {
      return blankOrEnd(b, at + 1, end);
    }
    if (b[at] != '-') {
      return -1;
    }
    int plain = startsWith(b, at, end, "--") ? at + 2 : at + 1;
    int behind = blankOrEnd(b, plain, end);
    return behind > 0 || plain == at + 2 ? behind : pairsEnd(b, plain, end);
  }

  /** Behind Logback's key-value pairs, which stand between two dashes. */
  private static int pairsEnd(byte[] b, int from, int end) {
    int close = Bytes.indexOf(b, from, end, "- ");
    int equals = Bytes.indexOf(b, from, Math.max(from, close), '=');
    return equals > from ? close + 2 : -1;
  }

  private static int blankOrEnd(byte[] b, int at, int end) {
    return at == end ? at : isBlank(b[at]) ? at + 1 : -1;
  }

  private static boolean isLoggerPart(int c) {
    return Bytes.isLetter(c)
        || Bytes.isDigit(c)
        || c == '.'
        || c == '$'
        || c == '_'
        || c == '/'
        || c == ':'
        || c == '-'
        || c == '#'
        || c == '@';
  }
}
