// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

/**
 * Finds the format of a line: the first byte leaves few, and of these the first that fits is taken.
 * The order is fixed, so a line's result never depends on the lines before it.
 */
final class Formats {

  private final Format json;
  private final Format text;
  private final Format[] bracketed;
  private final Format[] prioritized;
  private final Format[] numbered;
  private final Format[] others;

  Formats() {
    TimeParser times = new TimeParser();
    json = new JsonFormat(times);
    text = new TextFormat(times);
    Format access = new AccessFormat(times);
    Format syslog = new SyslogFormat(times);
    bracketed = new Format[] {new BracketTimeFormat(times)};
    prioritized = new Format[] {syslog};
    numbered = new Format[] {new LogbackFormat(times), access, syslog};
    others = new Format[] {syslog, access};
  }

  /** Reads an item, its first line by its format and the lines behind as the rest of an error. */
  void read(Line item, Draft draft) {
    byte[] b = item.bytes();
    int start = Bytes.skipSpace(b, item.from(), item.to());
    if (start < item.to() && b[start] == '{') {
      Line object = new Line(b, start, item.end(), item.to(), item.zone(), item.arrivalMs());
      json.read(object, draft);
    } else {
      layout(item, draft);
      if (draft.event().getTraceId() == null) {
        TraceSearch.find(b, item.from(), item.end(), draft);
      }
    }
    int rest = Math.min(draft.restFrom(item.end()), item.to());
    if (rest < item.to()) {
      StackTraces.read(b, restLine(b, rest, item.to()), item.to(), draft);
    }
  }

  private void layout(Line line, Draft draft) {
    for (Format format : candidates(line)) {
      if (format.read(line, draft)) {
        return;
      }
    }
    text.read(line, draft);
  }

  private Format[] candidates(Line line) {
    int first = line.from() < line.end() ? line.bytes()[line.from()] : 0;
    if (Bytes.isDigit(first)) {
      return numbered;
    }
    return switch (first) {
      case '[' -> bracketed;
      case '<' -> prioritized;
      default -> others;
    };
  }

  /** Behind the line end that the rest begins with. */
  private static int restLine(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (b[at] == '\r' || b[at] == '\n')) {
      at++;
    }
    return at;
  }
}
