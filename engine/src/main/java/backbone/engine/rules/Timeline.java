// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which version is in force when: the one with the greatest time that is not after the asked one.
 * Of two with the same time the one that was added later counts. Immutable.
 *
 * @param <T> a version
 */
public final class Timeline<T> {

  private static final Timeline<?> NONE = new Timeline<>(List.of());

  private final List<Entry<T>> entries;
  private final long[] times;

  /** A version, and the arrival from which it is in force, milliseconds since 1970. */
  public record Entry<T>(long fromMs, T version) {}

  private Timeline(List<Entry<T>> entries) {
    this.entries = entries;
    times = entries.stream().mapToLong(Entry::fromMs).toArray();
  }

  /** Nothing is in force at any time. */
  @SuppressWarnings("unchecked")
  public static <T> Timeline<T> none() {
    return (Timeline<T>) NONE;
  }

  /** Versions in the order in which they were added, whatever their times. */
  public static <T> Timeline<T> of(List<Entry<T>> added) {
    List<Entry<T>> sorted = new ArrayList<>(added);
    sorted.sort(Comparator.comparingLong(Entry::fromMs));
    List<Entry<T>> counting = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (i + 1 == sorted.size() || sorted.get(i + 1).fromMs() != sorted.get(i).fromMs()) {
        counting.add(sorted.get(i));
      }
    }
    return counting.isEmpty() ? none() : new Timeline<>(List.copyOf(counting));
  }

  /** The version in force at a time, or null before the first. */
  public T at(long ms) {
    int place = place(ms);
    return place < 0 ? null : entries.get(place).version();
  }

  /** Since when that has been so; {@link Long#MIN_VALUE} before the first. */
  public long fromMs(long ms) {
    int place = place(ms);
    return place < 0 ? Long.MIN_VALUE : times[place];
  }

  /** Until when it is so, that moment not included; {@link Long#MAX_VALUE} for ever. */
  public long untilMs(long ms) {
    int next = place(ms) + 1;
    return next == times.length ? Long.MAX_VALUE : times[next];
  }

  /** The versions in force at a time or later; where nothing is in force yet, without a gap. */
  public List<T> since(long ms) {
    return entries.subList(Math.max(0, place(ms)), entries.size()).stream()
        .map(Entry::version)
        .toList();
  }

  /** All versions that count, in the order of their times. */
  public List<Entry<T>> entries() {
    return entries;
  }

  private int place(long ms) {
    int place = times.length - 1;
    while (place >= 0 && times[place] > ms) {
      place--;
    }
    return place;
  }
}
