// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * A time in brackets, as programs in Python, Rust, Node and PHP set it.
 *
 * <pre>
 * [2024-01-02 10:11:12,345: INFO/MainProcess] text         Celery
 * [2024-01-02 10:11:12 +0000] [123] [INFO] text            gunicorn
 * [2024-01-02T10:11:12.345+0000] {file.py:12} INFO - text  Airflow
 * [2024-01-02 10:11:12,345] ERROR in app: text             Flask
 * [2024-01-02T10:11:12.345] [INFO] category - text         log4js
 * [2024-01-02T10:11:12.345678+00:00] app.INFO: text {} []  Monolog
 * [2024-01-02T10:11:12Z INFO  my_crate::module] text       env_logger
 * </pre>
 */
public final class BracketedFormat implements Format {

  private final TimeParser times;

  public BracketedFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (!times.iso(b, line.from() + 1, end, line.zone()) || times.end() + 3 >= end) {
      return false;
    }
    long nanos = times.nanos();
    int at = times.end();
    boolean read =
        switch (b[at]) {
          case ':' -> celery(line, skipBlanks(b, at + 1, end), draft);
          case ' ' -> envLogger(line, at + 1, draft);
          case ']' -> isBlank(b[at + 1]) && outside(line, skipBlanks(b, at + 1, end), draft);
          default -> false;
        };
    if (read) {
      draft.time(nanos);
    }
    return read;
  }

  private static boolean celery(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int close = Bytes.indexOf(b, from, Math.min(line.end(), from + 100), ']');
    int slash = close < 0 ? -1 : Bytes.indexOf(b, from, close, '/');
    int severity = slash < 0 ? 0 : Levels.severity(b, from, slash);
    if (severity == 0) {
      return false;
    }
    draft.attribute("process.name", Bytes.text(b, slash + 1, close));
    return done("python", severity, line, close + 1, draft);
  }

  private static boolean envLogger(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int close = Bytes.indexOf(b, from, Math.min(line.end(), from + 200), ']');
    int word = close < 0 ? from : Bytes.tokenEnd(b, from, close);
    int severity = Levels.severity(b, from, word);
    if (severity == 0) {
      return false;
    }
    int target = skipBlanks(b, word, close);
    if (target < close) {
      draft.event().setLogger(Bytes.text(b, target, close));
    }
    return done("env-logger", severity, line, close + 1, draft);
  }

  private static boolean outside(Line line, int at, Draft draft) {
    byte[] b = line.bytes();
    return switch (b[at]) {
      case '[' -> brackets(line, at, draft);
      case '{' -> airflow(line, at, draft);
      default -> word(line, at, draft);
    };
  }

  /** The level in a bracket, the process before it. */
  private static boolean brackets(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int at = from;
    long pid = -1;
    int close = Bytes.indexOf(b, at, Math.min(end, at + 40), ']');
    if (close > 0) {
      pid = Bytes.number(b, at + 1, close);
      at = pid < 0 ? at : skipBlanks(b, close + 1, end);
      close = at < end && b[at] == '[' ? Bytes.indexOf(b, at, Math.min(end, at + 40), ']') : -1;
    }
    int severity = close < 0 ? 0 : Levels.severity(b, at + 1, Bytes.trimEnd(b, at + 1, close));
    if (severity == 0) {
      return false;
    }
    if (pid >= 0) {
      draft.attribute("process.pid", pid);
    }
    int name = skipBlanks(b, close + 1, end);
    int nameEnd = Bytes.tokenEnd(b, name, end);
    boolean named = pid < 0 && nameEnd > name && Bytes.startsWith(b, nameEnd, end, " - ");
    if (named) {
      draft.event().setLogger(Bytes.text(b, name, nameEnd));
    }
    String format = pid >= 0 ? "python" : named ? "log4js" : "bracketed";
    return done(format, severity, line, named ? nameEnd + 3 : name, draft);
  }

  private static boolean airflow(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int close = Bytes.indexOf(b, from, Math.min(end, from + 200), '}');
    int level = close < 0 ? end : skipBlanks(b, close + 1, end);
    int word = Bytes.tokenEnd(b, level, end);
    int severity = Levels.severity(b, level, word);
    if (severity == 0 || !Bytes.startsWith(b, word, end, " - ")) {
      return false;
    }
    draft.attribute("caller", Bytes.text(b, from + 1, close));
    return done("python", severity, line, word + 3, draft);
  }

  /** {@code ERROR in app: text}, or {@code channel.ERROR: text}. */
  private static boolean word(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int word = Bytes.tokenEnd(b, from, end);
    int dot = word > from && b[word - 1] == ':' ? Bytes.indexOf(b, from, word, '.') : -1;
    int severity = Levels.severity(b, dot < 0 ? from : dot + 1, dot < 0 ? word : word - 1);
    if (severity > 0 && dot > from) {
      draft.event().setLogger(Bytes.text(b, from, dot));
      return done("monolog", severity, line, word, draft);
    }
    if (severity == 0 || !Bytes.startsWith(b, word, end, " in ")) {
      return false;
    }
    int colon = Bytes.tokenEnd(b, word + 4, end) - 1;
    if (colon <= word + 4 || b[colon] != ':') {
      return false;
    }
    draft.event().setLogger(Bytes.text(b, word + 4, colon));
    return done("python", severity, line, colon + 1, draft);
  }

  private static boolean done(String format, int severity, Line line, int text, Draft draft) {
    draft.parsed(format);
    draft.severity(severity);
    draft.event().setMessage(line.text(skipBlanks(line.bytes(), text, line.end())));
    return true;
  }
}
