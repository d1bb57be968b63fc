// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;

/** One series as it is shown. Committed on its stream thread, read by scrapes. */
final class Line {

  private static final long NEVER = Long.MAX_VALUE;
  private static final List<String> OWNER_LABELS = List.of("env", "region", "team");

  private final Series series;
  private final Labels labels;
  private final Tally zero;
  private volatile Tally committed;
  private volatile boolean released;
  private volatile long zeroSeenMs = NEVER;

  Line(Totals.Total total, Tally committed) {
    this.series = total.series();
    this.labels = labels(total.series());
    this.zero = Tally.zero(series.family());
    this.committed = committed;
    this.released = total.released();
  }

  private static Labels labels(Series series) {
    Owner owner = series.owner();
    List<String> names = new ArrayList<>(List.of(series.family().serviceLabel()));
    names.addAll(OWNER_LABELS);
    names.addAll(series.family().labels());
    List<String> values =
        new ArrayList<>(List.of(owner.service(), owner.env(), owner.region(), owner.team()));
    values.addAll(series.values());
    return Labels.of(names, values);
  }

  Series series() {
    return series;
  }

  Family family() {
    return series.family();
  }

  Labels labels() {
    return labels;
  }

  /**
   * Takes a committed value that nobody changes any more.
   *
   * @param mayShow whether it is committed, too, that the series is released
   */
  void commit(Tally value, boolean mayShow) {
    committed = value;
    released = mayShow;
  }

  /** What to show: 0 until the series is released. */
  Tally value() {
    return released ? committed : zero;
  }

  /** Tells that a scrape has taken {@link #value}. */
  void seen(long nowMs) {
    if (!released && zeroSeenMs == NEVER) {
      zeroSeenMs = nowMs;
    }
  }

  boolean released() {
    return released;
  }

  /** Whether its 0 was taken by a scrape at a time or before. */
  boolean zeroSeenBy(long ms) {
    return zeroSeenMs <= ms;
  }

  /** Of two states of the same series the one that has counted more, or else is not held. */
  Line further(Line other) {
    long more = committed.count() - other.committed.count();
    return more > 0 || (more == 0 && released) ? this : other;
  }
}
