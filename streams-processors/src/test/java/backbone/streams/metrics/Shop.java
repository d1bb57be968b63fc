// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Both stages without Kafka: partitions, commits and crashes as Kafka Streams makes them. A crash
 * puts a task back to its last commit, and what it sent since is never seen.
 */
final class Shop {

  /** The wall clock, which stands still. */
  static final long CREATED_MS = 500_000;

  static final int BURST_SECONDS = 300;

  /** Short, so that series go and come back all the time. */
  private static final long IDLE_MS = MinuteCells.IDLE_MS;

  /** One thing to be counted. */
  record Observation(Series series, long ms) {

    long minuteMs() {
      return EventMinute.of(ms);
    }

    int second() {
      return (int) ((ms - minuteMs()) / 1_000);
    }
  }

  private record Sent(byte[] key, byte[] value) {}

  private final List<Count> counts = new ArrayList<>();
  private final List<Own> owns = new ArrayList<>();
  private final ServicePartitioner partitioner = new ServicePartitioner();
  private final int cellsMax;
  final Map<Series, Long> truth = new HashMap<>();
  final Map<Cell.Key, Long> minuteTruth = new HashMap<>();
  final Map<Series, long[]> burstTruth = new HashMap<>();

  Shop(int partitions, int cellsMax) {
    this.cellsMax = cellsMax;
    for (int i = 0; i < partitions; i++) {
      owns.add(new Own());
      counts.add(new Count(i));
    }
  }

  int partitions() {
    return counts.size();
  }

  /** An input record arrives. */
  void append(int partition, List<Observation> record) {
    counts.get(partition).input.add(record);
    for (Observation one : record) {
      if (one.series().family() == Family.BURSTS) {
        burstTruth
            .computeIfAbsent(one.series(), s -> new long[BURST_SECONDS])[
            (int) (one.ms() / 1_000)]++;
      } else {
        truth.merge(one.series(), 1L, Long::sum);
        minuteTruth.merge(new Cell.Key(one.series(), one.minuteMs()), 1L, Long::sum);
      }
    }
  }

  /** One step of one task, with a commit or a crash now and then. */
  void step(Random random) {
    int which = random.nextInt(counts.size());
    switch (random.nextInt(12)) {
      case 0 -> counts.get(which).commit();
      case 1 -> counts.get(which).crash();
      case 2 -> owns.get(which).commit();
      case 3 -> owns.get(which).crash();
      case 4, 5 -> counts.get(which).send(random.nextInt(4) * MinuteCells.IDLE_MS / 2);
      case 6 -> owns.get(which).write(random.nextInt(4) * Minutes.IDLE_MS / 2);
      case 7, 8 -> owns.get(which).process();
      default -> counts.get(which).process();
    }
  }

  /** Until nothing is left to do. */
  void finish() {
    for (Count count : counts) {
      while (count.process()) {
        // Until the input is read.
      }
      count.send(0);
      count.commit();
    }
    for (Own own : owns) {
      while (own.process()) {
        // Until what was sent is read.
      }
      own.write(0);
      own.commit();
    }
  }

  /** Totals as committed, of all tasks, with what went; series that are 0 left out. */
  Map<Series, Long> totals() {
    Map<Series, Long> all = new HashMap<>();
    for (Own own : owns) {
      own.committedExpired.forEach((series, count) -> all.merge(series, count, Long::sum));
      own.owned.totals().all().stream()
          .filter(total -> total.tally().count() > 0)
          .forEach(total -> all.merge(total.series(), total.tally().count(), Long::sum));
    }
    return all;
  }

  /** Every series that a task has, as often as there are tasks that have it. */
  List<String> series() {
    List<String> all = new ArrayList<>();
    owns.forEach(
        own ->
            own.owned
                .totals()
                .all()
                .forEach(
                    t ->
                        all.add(
                            MetricName.text(MetricName.counter(t.series().family()), t.series()))));
    return all;
  }

  /** Sum over the parts of each minute, the newest revision of each. */
  Map<Cell.Key, Long> minutes() {
    Map<Cell.Key, Long> all = new HashMap<>();
    for (Own own : owns) {
      own.committedMinutes.forEach(
          (part, count) ->
              all.merge(new Cell.Key(part.series(), part.minuteMs()), count, Long::sum));
    }
    return all;
  }

  /** Bursts as committed and shown, of all tasks. */
  Map<Series, BurstSeconds> bursts() {
    Map<Series, BurstSeconds> all = new HashMap<>();
    owns.forEach(own -> all.putAll(own.shownBursts));
    return all;
  }

  private record PartOf(Series series, long minuteMs, long offset) {}

  /** A task of the first stage. */
  private final class Count {
    final List<List<Observation>> input = new ArrayList<>();
    private final MapKept kept = new MapKept();
    private final List<Sent> sent = new ArrayList<>();
    private final int partition;
    private Batch batch;
    private MinuteCells cells;
    private int offset;
    private int committedOffset;
    private long nowMs;

    Count(int partition) {
      this.partition = partition;
      batch = new Batch(partition, (key, value) -> sent.add(new Sent(key, value)));
      cells = new MinuteCells(kept, cellsMax);
    }

    boolean process() {
      if (offset == input.size()) {
        return false;
      }
      if (cells.makeRoom(batch.at(nowMs))) {
        batch.flush();
      }
      for (Observation one : input.get(offset)) {
        Tally tally = cells.tally(one.series(), one.minuteMs(), offset);
        if (one.series().family() == Family.BURSTS) {
          tally.observeSecond(one.second());
        } else if (one.series().family().histogram()) {
          tally.observe(7 * 1_000_000);
        } else {
          tally.observe();
        }
      }
      cells.keep(nowMs);
      offset++;
      return true;
    }

    void send(long later) {
      nowMs += later;
      cells.send(nowMs, batch.at(nowMs));
      batch.flush();
      batch.tellTime();
    }

    void commit() {
      cells.save();
      kept.commit();
      committedOffset = offset;
      for (Sent one : sent) {
        partitioner
            .partitions("", one.key(), one.value(), owns.size())
            .orElseThrow()
            .forEach(q -> owns.get(q).input.add(one.value()));
      }
      sent.clear();
    }

    void crash() {
      sent.clear();
      kept.crash();
      offset = committedOffset;
      batch = new Batch(partition, (key, value) -> sent.add(new Sent(key, value)));
      cells = new MinuteCells(kept, cellsMax);
    }
  }

  /** A task of the second stage. */
  private static final class Own {
    final List<byte[]> input = new ArrayList<>();
    final Map<PartOf, Long> committedMinutes = new HashMap<>();
    private final Map<PartOf, Long> written = new HashMap<>();
    private final Map<PartOf, Long> revisions = new HashMap<>();
    private final List<MapKept> kepts =
        List.of(new MapKept(), new MapKept(), new MapKept(), new MapKept());
    private final Map<Series, BurstSeconds> shownBursts = new HashMap<>();
    private final Map<Series, Long> expired = new HashMap<>();
    private final Map<Series, Long> committedExpired = new HashMap<>();
    private OwnedSeries owned = restored();
    private int offset;
    private int committedOffset;
    private long nowMs;

    private OwnedSeries restored() {
      KnownLabels known = new KnownLabels(KnownLabels.Bounds.DEFAULT);
      return new OwnedSeries(
          known,
          new SourceParts(kepts.get(0)),
          new Totals(kepts.get(1), known),
          new Minutes(kepts.get(2), 20, this::wrote),
          new Bursts(kepts.get(3), KnownLabels.Bounds.DEFAULT.services(), () -> CREATED_MS),
          new Pending());
    }

    private void wrote(Minutes.Minute minute) {
      PartOf part = new PartOf(minute.series(), minute.startMs(), minute.begunOffset());
      if (revisions.getOrDefault(part, 0L) >= minute.revision()) {
        throw new AssertionError("revision " + minute.revision() + " was there before");
      }
      written.put(part, minute.tally().count());
    }

    boolean process() {
      if (offset == input.size()) {
        return false;
      }
      owned.take(input.get(offset), offset, (source, ms) -> nowMs = Math.max(nowMs, ms));
      offset++;
      return true;
    }

    void write(long later) {
      nowMs += later;
      owned.minutes().write(nowMs);
      expire();
    }

    private void expire() {
      Map<Series, Long> before = new HashMap<>();
      owned.totals().all().forEach(t -> before.put(t.series(), t.tally().count()));
      owned.totals().at(nowMs);
      owned.totals().expire(IDLE_MS);
      owned.totals().all().forEach(total -> before.remove(total.series()));
      before.values().removeIf(count -> count == 0);
      before.forEach((series, count) -> expired.merge(series, count, Long::sum));
    }

    void commit() {
      expired.forEach((series, count) -> committedExpired.merge(series, count, Long::sum));
      expired.clear();
      kepts.forEach(MapKept::commit);
      committedOffset = offset;
      owned.bursts().drainChanged(shownBursts::put);
      committedMinutes.putAll(written);
      written.clear();
    }

    void crash() {
      kepts.forEach(MapKept::crash);
      expired.clear();
      written.clear();
      offset = committedOffset;
      owned = restored();
    }
  }
}
