// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Totals of the series of one task since each began. They never fall and are never removed. */
final class Totals {

  private static final int VERSION = 1;
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error", "fatal");
  private static final List<String> STATUSES = List.of("200", "404", "500");

  /** Total of one series; of one thread. */
  static final class Total {

    private final Series series;
    private final byte[] keyBytes;
    private final long createdMs;
    private final Tally tally;
    private boolean restored;
    private boolean changed;

    private Total(Series series, byte[] keyBytes, long createdMs, Tally tally) {
      this.series = series;
      this.keyBytes = keyBytes;
      this.createdMs = createdMs;
      this.tally = tally;
    }

    Series series() {
      return series;
    }

    /** Wall clock when the series began, milliseconds since 1970. */
    long createdMs() {
      return createdMs;
    }

    /** Whether it was there before this task began, so that someone may have shown it. */
    boolean restored() {
      return restored;
    }

    Tally tally() {
      return tally;
    }
  }

  private final Kept kept;
  private final KnownLabels known;
  private final LongSupplier wallClockMs;
  private final Packer packer = new Packer();
  private final Map<Series, Total> bySeries = new HashMap<>();
  private final List<Total> changed = new ArrayList<>();

  Totals(Kept kept, KnownLabels known, LongSupplier wallClockMs) {
    this.kept = kept;
    this.known = known;
    this.wallClockMs = wallClockMs;
    kept.forEach(this::load);
  }

  private void load(byte[] keyBytes, byte[] value) {
    Series series = Series.read(new Unpacker(keyBytes));
    Unpacker from = new Unpacker(value).version("store " + Stage.TOTALS_STORE, VERSION);
    Total total = new Total(series, keyBytes, from.number(), Tally.read(from));
    total.restored = true;
    remember(total);
  }

  /** Adds to a series, which begins if it is new, and with it those that belong beside it. */
  void add(Series series, Tally more) {
    Total total = bySeries.get(series);
    if (total == null) {
      siblings(series).stream().filter(s -> !bySeries.containsKey(s)).forEach(this::begin);
      total = bySeries.containsKey(series) ? bySeries.get(series) : begin(series);
    }
    total.tally.add(more);
    keep(total);
  }

  /** A status that was never seen must be 0, not absent, or its first rise cannot be seen. */
  private static List<Series> siblings(Series series) {
    Owner owner = series.owner();
    return switch (series.family()) {
      case LOG_EVENTS -> LEVELS.stream().map(level -> Series.logEvents(owner, level)).toList();
      case HTTP_RESPONSES ->
          (series.second().equals(KnownLabels.OTHER) ? List.<String>of() : STATUSES)
              .stream()
                  .map(code -> Series.httpResponses(owner, series.first(), code, series.third()))
                  .toList();
      case SPANS, BURSTS -> List.of();
    };
  }

  private Total begin(Series series) {
    series.write(packer.clear());
    Total total =
        new Total(series, packer.toBytes(), wallClockMs.getAsLong(), Tally.zero(series.family()));
    remember(total);
    keep(total);
    return total;
  }

  private void remember(Total total) {
    bySeries.put(total.series, total);
    known.add(total.series);
  }

  private void keep(Total total) {
    total.tally.write(packer.clear().number(VERSION).number(total.createdMs));
    kept.put(total.keyBytes, packer.toBytes());
    if (!total.changed) {
      total.changed = true;
      changed.add(total);
    }
  }

  Collection<Total> all() {
    return bySeries.values();
  }

  /** Gives the totals that changed since the last call. */
  void drainChanged(Consumer<Total> each) {
    for (Total total : changed) {
      total.changed = false;
      each.accept(total);
    }
    changed.clear();
  }
}
