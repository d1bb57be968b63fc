// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/**
 * The series of one task of the second stage.
 *
 * @param known which label values there are
 * @param sources what is known of the senders' cells
 * @param totals of the series
 * @param minutes of the series
 * @param bursts of the services
 * @param pending counts what does not fit
 */
record OwnedSeries(
    KnownLabels known,
    SourceParts sources,
    Totals totals,
    Minutes minutes,
    Bursts bursts,
    Pending pending) {

  /** Learns the time of a sender and gives that of all. */
  @FunctionalInterface
  interface Time {
    long advance(int source, long sentMs);
  }

  /** Takes a record of the first stage. */
  void take(byte[] value, long offset, Time time) {
    minutes.makeRoom();
    Batch.read(
        value,
        new Batch.Reader() {
          private int source;
          private long nowMs;

          @Override
          public void source(int from, long ms) {
            source = from;
            nowMs = time.advance(from, ms);
            totals.at(nowMs);
          }

          @Override
          public void cell(Cell.Key key, long generation, Tally counted, boolean last) {
            Tally more = sources.since(new SourceParts.Key(source, generation, key), counted, last);
            if (more.count() > 0) {
              add(key, more, offset, nowMs);
            }
          }

          @Override
          public void unknown() {
            pending.unknown++;
          }
        });
  }

  /** A service that has no room for totals may still be found to fail: bursts go by themselves. */
  private void addBurst(Cell.Key key, Tally more) {
    if (!known.told(key.series()) && !bursts.add(key, more)) {
      pending.overflow("kind", more.count());
    }
  }

  private void add(Cell.Key key, Tally more, long offset, long nowMs) {
    if (key.series().family() == Family.BURSTS) {
      addBurst(key, more);
      return;
    }
    Series series = known.bounded(key.series());
    if (series == null) {
      pending.overflow("service_name", more.count());
      return;
    }
    if (known.told(series)) {
      return;
    }
    if (!series.equals(key.series())) {
      boolean firstOnly = series.second().equals(key.series().second());
      pending.overflow(firstOnly ? series.family().labels().get(0) : "series", more.count());
    }
    totals.add(series, more);
    if (series.family().inMinutes()) {
      minutes.add(new Cell.Key(series, key.minuteMs()), more, offset, nowMs);
    }
  }
}
