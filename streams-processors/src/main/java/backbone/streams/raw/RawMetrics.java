// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import backbone.service.Health;
import backbone.service.Signals;
import backbone.streams.InputProgress;
import backbone.streams.JobGauges;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Committed books of a job as metrics. Counters grow by what each commit adds, so an aborted
 * transaction is never seen and a partition that moves is not counted twice; gauges show the books
 * of the partitions that this process owns, as of their last commit.
 */
public final class RawMetrics implements LedgerView, JobGauges.Source {

  private static final double MS_PER_SECOND = 1_000;

  /** A raw partition. */
  private record Place(String topic, int partition) {}

  private final Signals signals;
  private final MaskedValues masked;
  private final ParsedEvents parsed;
  private final LogBytes bytes;
  private final JoinedLines joined;
  private final Map<Place, Ledger.Snapshot> books = new ConcurrentHashMap<>();
  private volatile InputProgress input = (topic, partition, lastOffset) -> InputProgress.UNKNOWN;

  /**
   * Registers the counters and gauges of a job.
   *
   * @param job its name, verb and object
   */
  public RawMetrics(String job, PrometheusRegistry registry) {
    signals = Signals.of(registry, job.replace('-', '_'));
    masked = MaskedValues.of(registry);
    parsed = ParsedEvents.of(registry);
    bytes = LogBytes.of(registry);
    joined = JoinedLines.of(registry);
    JobGauges.of(registry).add(job, this);
  }

  /** Sets who knows how far the input is read; it is known only while the job runs. */
  public void input(InputProgress progress) {
    input = progress;
  }

  @Override
  public void opened(String topic, int partition, Ledger.Snapshot opened) {
    books.put(new Place(topic, partition), opened);
  }

  @Override
  public void committed(String topic, int partition, Ledger.Snapshot now) {
    Ledger.Snapshot before = books.put(new Place(topic, partition), now);
    if (before == null) {
      return;
    }
    signals.received(now.records() - before.records());
    signals.sent(now.emitted() - before.emitted());
    dropped("repeat-record", now.repeats() - before.repeats());
    dropped("replay", now.refused() - before.refused());
    dropped("dead", now.deadItems() - before.deadItems());
    joined.add(now.joined() - before.joined(), now.early() - before.early());
    now.dropped().forEach((reason, n) -> dropped(reason, n - before.dropped(reason)));
    for (long late = now.late() - before.late(); late > 0; late--) {
      signals.errors("receiving");
    }
  }

  private void dropped(String reason, long n) {
    if (n > 0) {
      signals.dropped(reason, n);
    }
  }

  @Override
  public void parsed(String format, String status, long count) {
    parsed.add(format, status, count);
  }

  @Override
  public void written(VolumeTally.Owner owner, long n) {
    bytes.add(owner, n);
  }

  @Override
  public void masked(String service, String rule, long count) {
    masked.add(service, rule, count);
  }

  @Override
  public void closed(String topic, int partition) {
    books.remove(new Place(topic, partition));
  }

  /** A job's health with its residue and the lag of the partition that is furthest behind. */
  public Health health(Health running) {
    Map<String, Object> facts = new HashMap<>(running.facts());
    facts.put("ledgerResidue", residue().orElse(0));
    facts.put("lagSeconds", lagSeconds().values().stream().max(Double::compare).orElse(0.0));
    return running.with(facts);
  }

  @Override
  public OptionalLong residue() {
    return OptionalLong.of(books.values().stream().mapToLong(Ledger.Snapshot::residue).sum());
  }

  @Override
  public Map<String, Double> lagSeconds() {
    Map<String, Double> worst = new TreeMap<>();
    books.forEach((place, of) -> worst.merge(place.topic(), lag(place, of), Math::max));
    return worst;
  }

  private double lag(Place place, Ledger.Snapshot committed) {
    boolean all =
        input.readToEndAtMs(place.topic(), place.partition(), committed.lastOffset())
            != InputProgress.UNKNOWN;
    return all || committed.arrivalMs() == 0
        ? 0
        : Math.max(0, System.currentTimeMillis() - committed.arrivalMs()) / MS_PER_SECOND;
  }

  @Override
  public Map<String, Long> records() {
    Map<String, Long> sums = new TreeMap<>();
    for (Ledger.Snapshot of : books.values()) {
      sums.merge("received", of.records(), Long::sum);
      sums.merge("unrolled", of.unrolled(), Long::sum);
      sums.merge("dead", of.deadRecords(), Long::sum);
      sums.merge("refused", of.refused(), Long::sum);
      sums.merge("repeat", of.repeats(), Long::sum);
    }
    return sums;
  }

  @Override
  public Map<String, Long> items() {
    Map<String, Long> sums = new TreeMap<>();
    for (Ledger.Snapshot of : books.values()) {
      sums.merge("received", of.items(), Long::sum);
      sums.merge("emitted", of.emitted(), Long::sum);
      sums.merge("open", of.open(), Long::sum);
      sums.merge("dead", of.deadItems(), Long::sum);
      of.dropped().forEach((reason, n) -> sums.merge("dropped-" + reason, n, Long::sum));
    }
    return sums;
  }
}
