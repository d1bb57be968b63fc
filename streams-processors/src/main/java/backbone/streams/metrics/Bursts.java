// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Events per second of the last ten minutes by the wall clock, of every kind of burst of one task's
 * services. Each source has its own, so that a response told by two is never counted twice. What a
 * window that ends now cannot reach is forgotten, so late and old events change nothing.
 */
final class Bursts {

  /** How old an event is when it is forgotten; more than what is shown reaches back. */
  static final long KEPT_MS = 600_000;

  /** How far the clocks of brokers may be ahead of this one. */
  private static final long AHEAD_MS = 120_000;

  private static final int VERSION = 1;
  private static final int SERIES_PER_SERVICE = 5;

  /** One minute of one series. */
  private record Minute(byte[] keyBytes, Tally tally) {}

  private final Kept kept;
  private final int seriesMax;
  private final LongSupplier wallClockMs;
  private final Packer packer = new Packer();
  private final Map<Series, NavigableMap<Long, Minute>> bySeries = new HashMap<>();
  private final Set<Series> changed = new HashSet<>();

  /**
   * Begins with what is kept.
   *
   * @param services how many there may be
   */
  Bursts(Kept kept, int services, LongSupplier wallClockMs) {
    this.kept = kept;
    this.seriesMax = SERIES_PER_SERVICE * services;
    this.wallClockMs = wallClockMs;
    kept.forEach(this::load);
  }

  private void load(byte[] keyBytes, byte[] value) {
    Cell.Key key = Cell.Key.read(keyBytes);
    Unpacker from = new Unpacker(value).version("store " + Stage.BURSTS_STORE, VERSION);
    bySeries
        .computeIfAbsent(key.series(), series -> new TreeMap<>())
        .put(key.minuteMs(), new Minute(keyBytes, Tally.read(from)));
    changed.add(key.series());
  }

  int size() {
    return bySeries.size();
  }

  /** Adds to the seconds of a minute; false when there is no room for the series. */
  boolean add(Cell.Key key, Tally more) {
    long nowMs = wallClockMs.getAsLong();
    if (key.minuteMs() < oldest(nowMs) || key.minuteMs() > nowMs + AHEAD_MS) {
      return true;
    }
    NavigableMap<Long, Minute> minutes = bySeries.get(key.series());
    if (minutes == null && bySeries.size() >= seriesMax) {
      return false;
    }
    if (minutes == null) {
      minutes = new TreeMap<>();
      bySeries.put(key.series(), minutes);
    }
    Minute minute =
        minutes.computeIfAbsent(
            key.minuteMs(), ms -> new Minute(key.write(packer), Tally.zero(Family.BURSTS)));
    minute.tally().add(more);
    minute.tally().write(packer.clear().number(VERSION));
    kept.put(minute.keyBytes(), packer.toBytes());
    changed.add(key.series());
    return true;
  }

  /** Forgets what is too old; a series without events goes. */
  void forget() {
    long oldest = oldest(wallClockMs.getAsLong());
    bySeries
        .entrySet()
        .removeIf(
            entry -> {
              NavigableMap<Long, Minute> minutes = entry.getValue();
              while (!minutes.isEmpty() && minutes.firstKey() < oldest) {
                kept.delete(minutes.pollFirstEntry().getValue().keyBytes());
                changed.add(entry.getKey());
              }
              return minutes.isEmpty();
            });
  }

  private static long oldest(long nowMs) {
    return EventMinute.of(nowMs - KEPT_MS);
  }

  /** Gives the series that changed since the last call; one that is gone without events. */
  void drainChanged(BiConsumer<Series, BurstSeconds> each) {
    for (Series series : changed) {
      each.accept(series, seconds(bySeries.get(series)));
    }
    changed.clear();
  }

  private static BurstSeconds seconds(NavigableMap<Long, Minute> minutes) {
    if (minutes == null) {
      return BurstSeconds.NONE;
    }
    long firstMs = minutes.firstKey();
    long span = (minutes.lastKey() - firstMs) / EventMinute.MINUTE_MS + 1;
    long[] counts = new long[(int) span * Family.SECONDS];
    minutes.forEach(
        (ms, minute) ->
            System.arraycopy(
                minute.tally().buckets(),
                0,
                counts,
                (int) ((ms - firstMs) / EventMinute.MINUTE_MS) * Family.SECONDS,
                Family.SECONDS));
    return new BurstSeconds(firstMs / 1_000, counts);
  }
}
