// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Totals of the series of one task since each began. They never fall; those that have been idle for
 * long are removed, and begin at 0 when they come back.
 */
final class Totals {

  /** The first had no time of the last event. */
  private static final int VERSION = 2;

  private static final int HELD = 0;

  /** Earlier releases kept the time when a series began here, and showed what they restored. */
  private static final int RELEASED = 1;

  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error", "fatal");
  private static final List<String> STATUSES = List.of("200", "404", "500");

  /** Total of one series; of one thread. */
  static final class Total {

    private final Series series;
    private final byte[] keyBytes;
    private final Tally tally;
    private long touchedMs;
    private boolean released;
    private boolean removed;
    private boolean changed;

    private Total(Series series, byte[] keyBytes, Tally tally) {
      this.series = series;
      this.keyBytes = keyBytes;
      this.tally = tally;
    }

    Series series() {
      return series;
    }

    /** Whether it may be shown; until then it is shown as 0, by every process that owns it. */
    boolean released() {
      return released;
    }

    Tally tally() {
      return tally;
    }
  }

  private final Kept kept;
  private final KnownLabels known;
  private final Packer packer = new Packer();
  private final Map<Series, Total> bySeries = new HashMap<>();
  private final List<Total> changed = new ArrayList<>();
  private final List<Series> removed = new ArrayList<>();
  private long nowMs;

  Totals(Kept kept, KnownLabels known) {
    this.kept = kept;
    this.known = known;
    kept.forEach(this::load);
  }

  private void load(byte[] keyBytes, byte[] value) {
    Series series = Series.read(new Unpacker(keyBytes));
    Unpacker from = new Unpacker(value);
    long version = from.versionUpTo("store " + Stage.TOTALS_STORE, VERSION);
    boolean released = from.number() != HELD;
    long touchedMs = version == 1 ? 0 : from.number();
    Total total = new Total(series, keyBytes, Tally.read(from));
    total.touchedMs = touchedMs;
    total.released = released;
    remember(total);
  }

  /** Sets the watermark that what follows is counted at; 0 while it is not known. */
  void at(long ms) {
    nowMs = ms;
  }

  /** Adds to a series, which begins if it is new, and with it those that belong beside it. */
  void add(Series series, Tally more) {
    Total total = bySeries.get(series);
    if (total == null) {
      siblings(series).stream().filter(s -> !bySeries.containsKey(s)).forEach(this::begin);
      total = bySeries.containsKey(series) ? bySeries.get(series) : begin(series);
    }
    total.tally.add(more);
    total.touchedMs = nowMs;
    keep(total);
  }

  /** Lets a series be shown, once this is committed: its 0 has been seen. */
  void release(Series series) {
    Total total = bySeries.get(series);
    if (total != null && !total.released) {
      total.released = true;
      keep(total);
    }
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
      case SPANS, EXCEPTIONS, EDGES, BURSTS -> List.of();
    };
  }

  private Total begin(Series series) {
    series.write(packer.clear());
    Total total = new Total(series, packer.toBytes(), Tally.zero(series.family()));
    total.touchedMs = nowMs;
    remember(total);
    keep(total);
    return total;
  }

  private void remember(Total total) {
    bySeries.put(total.series, total);
    known.add(total.series);
  }

  /**
   * Removes the series that have been idle; those beside an active one stay, as what is 0 must not
   * be absent.
   *
   * @return how many
   */
  int expire(long idleMs) {
    if (nowMs == 0) {
      return 0;
    }
    Set<Series> active = new HashSet<>();
    for (Total total : bySeries.values()) {
      if (total.touchedMs == 0) {
        total.touchedMs = nowMs;
        keep(total);
      }
      if (nowMs - total.touchedMs < idleMs) {
        active.add(total.series.group());
      }
    }
    int before = bySeries.size();
    bySeries.values().removeIf(total -> !active.contains(total.series.group()) && remove(total));
    return before - bySeries.size();
  }

  private boolean remove(Total total) {
    kept.delete(total.keyBytes);
    known.remove(total.series);
    total.removed = true;
    removed.add(total.series);
    return true;
  }

  private void keep(Total total) {
    packer.clear().number(VERSION).number(total.released ? RELEASED : HELD);
    packer.number(total.touchedMs);
    total.tally.write(packer);
    kept.put(total.keyBytes, packer.toBytes());
    if (!total.changed) {
      total.changed = true;
      changed.add(total);
    }
  }

  Collection<Total> all() {
    return bySeries.values();
  }

  /** Gives the series that went since the last call; before {@link #drainChanged}. */
  void drainRemoved(Consumer<Series> each) {
    removed.forEach(each);
    removed.clear();
  }

  /** Gives the totals that changed since the last call. */
  void drainChanged(Consumer<Total> each) {
    for (Total total : changed) {
      total.changed = false;
      if (!total.removed) {
        each.accept(total);
      }
    }
    changed.clear();
  }
}
