// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import static backbone.engine.normalize.text.Bytes.isBlank;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.text.Pair;
import backbone.engine.normalize.times.TimeParser;

/**
 * The pairs that many loggers put behind a message: {@code Order paid customer=12 took=3ms}. They
 * are the last words of the line that are all pairs.
 */
public final class PairTail {

  private final KeyedValues values;
  private final KeyedEvent event;
  private final Pair pair = new Pair();

  public PairTail(TimeParser times, Payload payload) {
    values = new KeyedValues(times);
    event = new KeyedEvent(values, payload);
  }

  /** Where the pairs begin, or {@code end} where there are none. */
  public int begin(byte[] b, int from, int end) {
    int begin = end;
    int at = Bytes.skipBlanks(b, from, end);
    while (at < end) {
      if (pair.read(b, at, end)) {
        begin = begin == end ? at : begin;
        at = pair.end();
      } else {
        begin = end;
        at = wordEnd(b, at, end);
      }
      at = Bytes.skipBlanks(b, at, end);
    }
    return begin;
  }

  /**
   * Takes the pairs, so long as there are; comes before what the rest of the line says, which then
   * counts more.
   */
  public void read(Line line, int from, int end, Draft draft) {
    byte[] b = line.bytes();
    values.begin(line, draft);
    for (int at = Bytes.skipBlanks(b, from, end); at < end && pair.read(b, at, end); ) {
      values.take(b, pair);
      at = Bytes.skipBlanks(b, pair.end(), end);
    }
    event.begin(line, draft);
    event.tail();
  }

  /**
   * Splits a message and its pairs; a text of nothing but pairs is the message as well.
   *
   * @return the message
   */
  public String split(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int begin = begin(b, from, line.end());
    if (begin < line.end()) {
      read(line, begin, line.end(), draft);
    }
    int to = Bytes.trimEnd(b, from, begin);
    return Bytes.text(b, from, to > from ? to : line.end());
  }

  private static int wordEnd(byte[] b, int from, int end) {
    int at = from;
    while (at < end && !isBlank(b[at])) {
      at++;
    }
    return at;
  }
}
