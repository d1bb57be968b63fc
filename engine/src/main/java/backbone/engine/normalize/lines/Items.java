// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import static backbone.engine.normalize.text.Bytes.skipSpace;

import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner;

/**
 * The items of a raw record: physical lines joined to events, lines of JSON, JSON objects over
 * several lines, or the elements of one JSON array. An item's number is its place before any drop,
 * for lines that of its first physical line, so that better joining does not renumber. Linear in
 * the length of the record.
 */
public final class Items {

  /** Takes the items in order. */
  public interface Sink {

    void item(int from, int to, int number);

    void blank();
  }

  private final byte[] b;
  private final Sink sink;
  private LineJoiner joiner;
  private boolean tryObjects = true;

  private Items(byte[] b, Sink sink) {
    this.b = b;
    this.sink = sink;
  }

  /** Splits a record; one whose lines the sender has joined is one item. */
  public static void split(byte[] value, boolean joined, Sink sink) {
    Items items = new Items(value, sink);
    int to = Bytes.trimEnd(value, 0, value.length);
    if (to == 0) {
      sink.blank();
    } else if (joined) {
      sink.item(0, to, 0);
    } else if (!items.array(to)) {
      items.lines(to);
    }
  }

  private void lines(int to) {
    int number = 0;
    for (int at = 0; at < to; ) {
      int line = Bytes.lineEnd(b, at, to);
      if (line == to) {
        sink.item(at, to, number);
        return;
      }
      int end = Math.max(line, objectEnd(at, to));
      int next = end + 1;
      int nextNumber = number + 1 + feeds(at, end);
      if (skipSpace(b, at, end) == end) {
        sink.blank();
      } else {
        joiner = joiner == null ? new LineJoiner() : joiner;
        joiner.begin(b, at, Bytes.trimEnd(b, at, end));
        int joined = continued(at, next, to);
        if (joined > 0) {
          nextNumber += 1 + feeds(next, joined);
          end = joined;
          next = joined + 1;
        }
        sink.item(at, Bytes.trimEnd(b, at, end), number);
      }
      at = next;
      number = nextNumber;
    }
  }

  /** End of the last line that continues the event before {@code from}, or -1. */
  private int continued(int event, int from, int to) {
    int joined = -1;
    for (int at = from; at < to; ) {
      int end = Bytes.lineEnd(b, at, to);
      if (joiner.goesOn(b, event, at, Bytes.trimEnd(b, at, end))) {
        joined = end;
      } else if (skipSpace(b, at, end) < end) {
        break;
      }
      at = end + 1;
    }
    return joined;
  }

  /** End of the line that ends a JSON object over several lines, or -1 when there is none here. */
  private int objectEnd(int from, int to) {
    int start = Bytes.skipBlanks(b, from, to);
    if (!tryObjects || start >= to || b[start] != '{') {
      return -1;
    }
    int close = JsonScanner.close(b, start, to);
    int end = close < 0 ? -1 : Bytes.skipBlanks(b, close, to);
    if (end >= 0 && end < to && b[end] == '\r') {
      end++;
    }
    boolean whole = end == to || (end > 0 && b[end] == '\n');
    // Once only: a record of open braces must not be scanned to its end for every line.
    tryObjects = whole;
    return whole ? end : -1;
  }

  private boolean array(int to) {
    int start = skipSpace(b, 0, to);
    int first = start + 1 < to && b[start] == '[' ? skipSpace(b, start + 1, to) : to;
    if (first >= to || b[first] != '{' || JsonScanner.close(b, start, to) != to) {
      return false;
    }
    int last = to - 1;
    int number = 0;
    for (int at = first; at < last; number++) {
      int end = elementEnd(at, last);
      sink.item(at, Bytes.trimEnd(b, at, end), number);
      at = skipSpace(b, Math.min(end + 1, last), last);
    }
    return true;
  }

  /** Position of the comma behind the element, or of the array's bracket. */
  private int elementEnd(int from, int last) {
    int at = from;
    while (at < last && b[at] != ',') {
      int next = at + 1;
      if (b[at] == '"') {
        next = JsonScanner.stringEnd(b, at + 1, last) + 1;
      } else if (b[at] == '{' || b[at] == '[') {
        next = JsonScanner.close(b, at, last);
      }
      at = next <= at ? last : next;
    }
    return at;
  }

  private int feeds(int from, int to) {
    int feeds = 0;
    for (int at = from; at < to; at++) {
      if (b[at] == '\n') {
        feeds++;
      }
    }
    return feeds;
  }
}
