// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/** Lines that begin with a time: it is read once, and what stands behind it tells the layout. */
public final class TimedFormat implements Format {

  private static final int EPOCH_BYTES_MAX = 32;

  private final TimeParser times;
  private final Layout[] layouts;

  /**
   * @param layouts in the order in which they are tried
   */
  public TimedFormat(TimeParser times, Layout... layouts) {
    this.times = times;
    this.layouts = layouts;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int from = line.from();
    int end = line.end();
    boolean timed =
        times.iso(b, from, end, line.zone())
            || times.clock(b, from, end, line)
            || times.dayFirst(b, from, end, line.zone())
            || times.kitchen(b, from, end, line)
            || times.epoch(b, from, Bytes.tokenEnd(b, from, Math.min(end, from + EPOCH_BYTES_MAX)));
    int at = times.end();
    if (!timed || at >= end || !Bytes.isBlank(b[at])) {
      return false;
    }
    long nanos = times.nanos();
    for (Layout layout : layouts) {
      if (layout.read(line, at, draft)) {
        draft.time(nanos);
        return true;
      }
    }
    return false;
  }
}
