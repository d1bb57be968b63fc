// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The totals on {@code /metrics}: committed ones only, and only while this process may believe that
 * the tasks are its own. Labels name neither process nor partition, so a series that moves stays
 * the same series.
 */
final class Exposition implements MultiCollector {

  /**
   * A new series is shown as 0 for so long after the first scrape that took it, which is more than
   * the time between two: what it counted by then is seen as a rise, and not as where it began.
   * That it is shown from then on is committed first, so whoever owns it next goes on with the 0 or
   * with the total, and no total falls.
   */
  static final long HOLD_MS = 20_000;

  private static final double[] BOUNDS_MS = bounds();

  /** Series of one task. */
  static final class Lines {
    private final Map<Series, Line> bySeries = new ConcurrentHashMap<>();
    private final Map<Series, Line> held = new ConcurrentHashMap<>();
    private final Map<Series, BurstSeconds> bursts = new ConcurrentHashMap<>();

    /** Shows the committed value of a total from now on. */
    void show(Totals.Total total) {
      Tally committed = total.tally().copy();
      Line line = bySeries.get(total.series());
      if (line == null) {
        line = new Line(total, committed);
        bySeries.put(total.series(), line);
      } else {
        line.commit(committed, total.released());
      }
      if (line.released()) {
        held.remove(total.series());
      } else {
        held.put(total.series(), line);
      }
    }

    /** Shows a series no longer; when it comes back it is a new one. */
    void hide(Series series) {
      bySeries.remove(series);
      held.remove(series);
    }

    /** Shows the committed events of a burst from now on; without any it goes. */
    void burst(Series series, BurstSeconds committed) {
      if (committed.isEmpty()) {
        bursts.remove(series);
      } else {
        bursts.put(series, committed);
      }
    }

    int size() {
      return bySeries.size();
    }
  }

  private final LongSupplier wallClockMs;
  private final LongSupplier elapsedMs;
  private final long holdMs;
  private final boolean nativeHistograms;
  private final TraceExamples examples;
  private final Set<Lines> tasks = ConcurrentHashMap.newKeySet();
  private volatile BooleanSupplier fresh = () -> false;

  /**
   * Shows nothing before a run has begun.
   *
   * @param wallClockMs milliseconds since 1970
   * @param elapsedMs milliseconds by a clock that nobody sets
   * @param holdMs how long a new series is shown as 0 after its first scrape, in milliseconds
   * @param nativeHistograms whether durations are shown by native buckets, too, to who asks in
   *     protobuf
   */
  Exposition(
      LongSupplier wallClockMs, LongSupplier elapsedMs, long holdMs, boolean nativeHistograms) {
    this.wallClockMs = wallClockMs;
    this.elapsedMs = elapsedMs;
    this.holdMs = holdMs;
    this.nativeHistograms = nativeHistograms;
    this.examples = new TraceExamples(wallClockMs);
  }

  /** Begins a run of the job: nothing of an earlier one is shown any more. */
  void begin(BooleanSupplier mayBelieve) {
    tasks.clear();
    fresh = mayBelieve;
  }

  Lines open() {
    Lines lines = new Lines();
    tasks.add(lines);
    return lines;
  }

  void close(Lines lines) {
    tasks.remove(lines);
  }

  /** Gives the series of a task whose 0 has been shown for long enough. */
  void forEachDue(Lines lines, Consumer<Series> release) {
    long seenBy = elapsedMs.getAsLong() - holdMs;
    lines.held.forEach(
        (series, line) -> {
          if (line.zeroSeenBy(seenBy)) {
            release.accept(series);
          }
        });
  }

  /** Takes a span of a kept trace as an example of a series that is shown here. */
  void offer(Series series, TraceExamples.Example example) {
    if (tasks.stream().anyMatch(task -> task.bySeries.containsKey(series))) {
      examples.offer(series, example);
    }
  }

  /** Number of tasks of the second stage that this process has. */
  int tasks() {
    return tasks.size();
  }

  int size() {
    return tasks.stream().mapToInt(Lines::size).sum();
  }

  @Override
  public MetricSnapshots collect() {
    if (!fresh.getAsBoolean()) {
      return new MetricSnapshots();
    }
    Collection<Line> all = lines();
    Map<Family, List<Line>> byFamily = new EnumMap<>(Family.class);
    for (Line line : all) {
      byFamily.computeIfAbsent(line.family(), family -> new ArrayList<>()).add(line);
    }
    List<MetricSnapshot> snapshots = new ArrayList<>();
    byFamily.forEach(
        (family, lines) -> {
          if (family == Family.EDGES) {
            snapshots.addAll(edges(lines));
            return;
          }
          Shown shown = new Shown(lines, nativeHistograms);
          snapshots.add(shown.counters(MetricName.counter(family)));
          if (family.histogram()) {
            snapshots.add(shown.histograms(examples.shown()));
          }
        });
    BurstPeaks peaks = new BurstPeaks(wallClockMs.getAsLong());
    tasks.forEach(task -> task.bursts.forEach(peaks::add));
    snapshots.addAll(peaks.snapshots());
    // Asked again, as the process may have stood still in between.
    if (!fresh.getAsBoolean()) {
      return new MetricSnapshots();
    }
    long nowMs = elapsedMs.getAsLong();
    all.forEach(line -> line.seen(nowMs));
    return new MetricSnapshots(snapshots);
  }

  /** A task that moves between threads may be open twice for a moment; its series are not. */
  private Collection<Line> lines() {
    Map<Series, Line> all = new HashMap<>();
    tasks.forEach(
        task -> task.bySeries.forEach((series, line) -> all.merge(series, line, Line::further)));
    return all.values();
  }

  private static List<MetricSnapshot> edges(List<Line> lines) {
    EdgeSnapshots edges = new EdgeSnapshots();
    lines.forEach(line -> edges.add(line.labels(), line.value()));
    return edges.snapshots();
  }

  private record Shown(List<Line> lines, boolean nativeHistograms) {

    MetricSnapshot counters(String name) {
      List<CounterSnapshot.CounterDataPointSnapshot> points = new ArrayList<>(lines.size());
      for (Line line : lines) {
        points.add(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(line.labels())
                .value((double) line.value().count())
                .build());
      }
      CounterSnapshot.Builder all =
          CounterSnapshot.builder().name(name.replace("_total", "")).help(help(name));
      points.forEach(all::dataPoint);
      return all.build();
    }

    MetricSnapshot histograms(Map<Series, Exemplar[]> examples) {
      HistogramSnapshot.Builder all =
          HistogramSnapshot.builder()
              .name(MetricName.SPAN_DURATIONS)
              .help(help(MetricName.SPAN_DURATIONS));
      for (Line line : lines) {
        Tally value = line.value();
        HistogramSnapshot.HistogramDataPointSnapshot.Builder point =
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(line.labels())
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_MS, value.buckets()))
                .sum(value.sumMs())
                .exemplars(line.released() ? some(examples.get(line.series())) : Exemplars.EMPTY);
        if (nativeHistograms) {
          addNatives(point, value);
        }
        all.dataPoint(point.build());
      }
      return all.build();
    }

    /** What was counted before native buckets were is in that of zero, where no rate sees it. */
    private static void addNatives(
        HistogramSnapshot.HistogramDataPointSnapshot.Builder point, Tally value) {
      NativeCounts natives = value.natives() == null ? new NativeCounts() : value.natives();
      point
          .nativeSchema(NativeBuckets.SCHEMA)
          .nativeZeroThreshold(NativeBuckets.ZERO_THRESHOLD_MS)
          .nativeZeroCount(Math.max(0, value.count() - natives.positive()))
          .nativeBucketsForPositiveValues(natives.buckets());
    }

    private static Exemplars some(Exemplar[] byBucket) {
      return byBucket == null
          ? Exemplars.EMPTY
          : Exemplars.of(Arrays.stream(byBucket).filter(Objects::nonNull).toList());
    }
  }

  private static String help(String name) {
    return switch (name) {
      case MetricName.LOG_EVENTS -> "Log events.";
      case MetricName.HTTP_RESPONSES -> "HTTP responses, by spans or else by access logs.";
      case MetricName.EXCEPTIONS -> "Exceptions, by spans or else by log events.";
      case MetricName.SPAN_CALLS -> "Spans, before sampling.";
      default -> "Durations of spans in milliseconds, before sampling.";
    };
  }

  private static double[] bounds() {
    double[] bounds = new double[Durations.BUCKETS];
    for (int i = 0; i < bounds.length - 1; i++) {
      bounds[i] = Durations.BOUNDS_MS.get(i);
    }
    bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
    return bounds;
  }
}
