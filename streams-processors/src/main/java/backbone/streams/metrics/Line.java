// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;

/** One series as it is shown. Committed on its stream thread, read by scrapes. */
final class Line {

  private static final List<String> OWNER_LABELS = List.of("service_name", "env", "region", "team");

  private final Family family;
  private final Labels labels;
  private final long createdMs;
  private final Tally zero;
  private volatile Tally committed;
  private volatile boolean released;

  Line(Series series, long createdMs, Tally committed) {
    this.family = series.family();
    this.labels = labels(series);
    this.createdMs = createdMs;
    this.zero = Tally.zero(series.family());
    this.committed = committed;
  }

  private static Labels labels(Series series) {
    Owner owner = series.owner();
    List<String> names = new ArrayList<>(OWNER_LABELS);
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
   * even if the clock is set back.
   */
  Tally value(long bornBeforeMs) {
    if (!released && createdMs > bornBeforeMs) {
      return zero;
    }
    released = true;
    return committed;
  }

  /** Of two states of the same series the one that has counted more. */
  Line further(Line other) {
    return committed.count() >= other.committed.count() ? this : other;
  }
}
