// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/**
 * Counts, per second of event time, what may come in bursts: error events, and responses that
 * failed. What claims to come later than it arrived counts at its arrival, and what is older than
 * any window can be when it arrives is left out.
 */
final class BurstCells {

  static final String HTTP_500 = "http_500";
  static final String HTTP_5XX = "http_5xx";
  static final String LOG_ERROR = "log_error";

  private static final int INTERNAL_ERROR = 500;
  private static final long MS_PER_SECOND = 1_000;

  /** Something that happened, as one source tells it. */
  record Seen(Owner owner, String source, long eventMs, Place at) {}

  private final MinuteCells cells;

  BurstCells(MinuteCells cells) {
    this.cells = cells;
  }

  /** An event of a level; null when it has none. */
  void level(Seen seen, String level) {
    if ("error".equals(level) || "fatal".equals(level)) {
      count(LOG_ERROR, seen);
    }
  }

  /** A response with a valid status. */
  void response(Seen seen, long status) {
    if (status == INTERNAL_ERROR) {
      count(HTTP_500, seen);
    }
    if (status >= INTERNAL_ERROR) {
      count(HTTP_5XX, seen);
    }
  }

  private void count(String kind, Seen seen) {
    long arrivalMs = seen.at().arrivalMs();
    boolean believed = !EventMinute.outside(seen.eventMs(), arrivalMs);
    long ms = believed ? Math.min(seen.eventMs(), arrivalMs) : arrivalMs;
    if (ms < arrivalMs - Bursts.KEPT_MS) {
      return;
    }
    long minuteMs = EventMinute.of(ms);
    cells
        .tally(Series.burst(seen.owner(), kind, seen.source()), minuteMs, seen.at().offset())
        .observeSecond((int) ((ms - minuteMs) / MS_PER_SECOND));
  }
}
