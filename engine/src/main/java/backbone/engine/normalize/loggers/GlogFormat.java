// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.keys.PairTail;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.text.Quoted;
import backbone.engine.normalize.times.TimeParser;

/**
 * The layout of glog and klog: {@code I0102 10:11:12.123456 1234 file.cc:12] text}, with or without
 * the year. klog writes texts in quotes with pairs behind them.
 */
public final class GlogFormat implements Format {

  /** Characters with which such lines begin. */
  public static final String FIRSTS = "IWEFDC";

  private final TimeParser times;
  private final PairTail tail;

  public GlogFormat(TimeParser times, PairTail tail) {
    this.times = times;
    this.tail = tail;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int from = line.from();
    int end = line.end();
    boolean likely = from + 20 < end && Bytes.isDigit(b[from + 1]) && Bytes.isDigit(b[from + 4]);
    if (!likely || !times.glog(b, from + 1, end, line)) {
      return false;
    }
    long nanos = times.nanos();
    int thread = Bytes.skipBlanks(b, times.end(), end);
    int threadEnd = Bytes.digitsEnd(b, thread, end);
    int place = Bytes.skipBlanks(b, threadEnd, end);
    int close = Bytes.indexOf(b, place, end, ']');
    int colon = close < 0 ? -1 : Bytes.indexOf(b, place, close, ':');
    long number = colon < 0 ? -1 : Bytes.number(b, colon + 1, close);
    if (threadEnd == thread || number < 0 || (close + 1 < end && b[close + 1] != ' ')) {
      return false;
    }
    text(line, Math.min(end, close + 2), draft);
    draft.time(nanos);
    draft.parsed("glog");
    draft.severity(Levels.letter(b[from]));
    draft.event().setThread(Bytes.text(b, thread, threadEnd));
    draft.attribute("log.origin.file.name", Bytes.text(b, place, colon));
    draft.attribute("log.origin.file.line", number);
    return true;
  }

  private void text(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int close = from < end && b[from] == '"' ? JsonScanner.stringEnd(b, from + 1, end) : -1;
    boolean structured =
        close > 0 && (close + 1 == end || tail.begin(b, close + 1, end) <= close + 2);
    if (!structured) {
      draft.event().setMessage(line.text(from));
      return;
    }
    tail.read(line, close + 1, end, draft);
    draft.event().setMessage(Quoted.text(b, from + 1, close));
  }
}
