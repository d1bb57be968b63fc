// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;

/** One series as it is shown. Committed on its stream thread, read by scrapes. */
final class Line {

  private static final List<String> OWNER_LABELS = List.of("env", "region", "team");

  private final Family family;
  private final Labels labels;
  private final long createdMs;
  private final Tally zero;
  private volatile Tally committed;
  private volatile boolean released;

  Line(Totals.Total total, Tally committed) {
    this.family = total.series().family();
    this.labels = labels(total.series());
    this.createdMs = total.createdMs();
    this.zero = Tally.zero(family);
    this.committed = committed;
    this.released = total.restored();
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

  Family family() {
    return family;
  }

  Labels labels() {
    return labels;
  }

  /** Takes a value that nobody changes any more. */
  void commit(Tally value) {
    committed = value;
  }

  /**
   * What to show: 0 for a series that is younger than a time; one that was shown once stays so,
   * even if the clock is set back, and so does one that another process may have shown.
   */
  Tally value(long bornBeforeMs) {
    if (!released && createdMs > bornBeforeMs) {
      return zero;
    }
    released = true;
    return committed;
  }

  /** Of two states of the same series the one that has counted more, or else is not held. */
  Line further(Line other) {
    long more = committed.count() - other.committed.count();
    return more > 0 || (more == 0 && released) ? this : other;
  }
}
