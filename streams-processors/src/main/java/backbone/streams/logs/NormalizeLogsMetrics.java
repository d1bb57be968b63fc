// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.service.Signals;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Committed books as metrics. Counters grow by what each commit adds, so an aborted transaction is
 * never seen and a partition that moves is not counted twice; gauges show the books of the
 * partitions that this process owns, as of their last commit.
 */
final class NormalizeLogsMetrics implements LedgerView {

  private static final String JOB = "normalize-logs";

  /** A raw partition. */
  record Place(String topic, int partition) {}

  /** Seconds that a partition is behind. */
  @FunctionalInterface
  interface Lag {
    double seconds(Place place, Ledger.Snapshot committed);
  }

  private final Signals signals;
  private final Map<Place, Ledger.Snapshot> books = new ConcurrentHashMap<>();
  private volatile Lag lag = (place, committed) -> 0;

  NormalizeLogsMetrics(PrometheusRegistry registry) {
    signals = Signals.of(registry, "normalize_logs");
    gauge("telemetry_ledger_residue", "How far the two equations are off; 0 but for bugs")
        .labelNames("job")
        .callback(callback -> callback.call((double) residue(), JOB))
        .register(registry);
    gauge("telemetry_ledger_records", "Raw records by fate, since the topic began")
        .labelNames("job", "fate")
        .callback(this::records)
        .register(registry);
    gauge("telemetry_ledger_items", "Physical lines by fate, since the topic began")
        .labelNames("job", "fate")
        .callback(this::items)
        .register(registry);
    gauge("telemetry_lag_seconds", "Age of the oldest raw record not yet processed")
        .labelNames("job", "topic")
        .callback(this::lags)
        .register(registry);
  }

  private static GaugeWithCallback.Builder gauge(String name, String help) {
    return GaugeWithCallback.builder().name(name).help(help + ".");
  }

  /** Sets how the lag is found; it is known only while the job runs. */
  void lag(Lag source) {
    lag = source;
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
  public void closed(String topic, int partition) {
    books.remove(new Place(topic, partition));
  }

  /** Committed books of the partitions that this process owns. */
  Collection<Ledger.Snapshot> books() {
    return books.values();
  }

  long residue() {
    return books.values().stream().mapToLong(Ledger.Snapshot::residue).sum();
  }

  /** Lag of the partition that is furthest behind. */
  double lagSeconds() {
    Lag source = lag;
    return books.entrySet().stream()
        .mapToDouble(entry -> source.seconds(entry.getKey(), entry.getValue()))
        .max()
        .orElse(0);
  }

  private void records(GaugeWithCallback.Callback callback) {
    Map<String, Long> sums = new TreeMap<>();
    for (Ledger.Snapshot of : books.values()) {
      sums.merge("received", of.records(), Long::sum);
      sums.merge("unrolled", of.unrolled(), Long::sum);
      sums.merge("dead", of.deadRecords(), Long::sum);
      sums.merge("refused", of.refused(), Long::sum);
      sums.merge("repeat", of.repeats(), Long::sum);
    }
    sums.forEach((fate, n) -> callback.call((double) n, JOB, fate));
  }

  private void items(GaugeWithCallback.Callback callback) {
    Map<String, Long> sums = new TreeMap<>();
    for (Ledger.Snapshot of : books.values()) {
      sums.merge("received", of.items(), Long::sum);
      sums.merge("emitted", of.emitted(), Long::sum);
      sums.merge("dead", of.deadItems(), Long::sum);
      of.dropped().forEach((reason, n) -> sums.merge("dropped-" + reason, n, Long::sum));
    }
    sums.forEach((fate, n) -> callback.call((double) n, JOB, fate));
  }

  private void lags(GaugeWithCallback.Callback callback) {
    Lag source = lag;
    Map<String, Double> worst = new TreeMap<>();
    books.forEach((place, of) -> worst.merge(place.topic(), source.seconds(place, of), Math::max));
    worst.forEach((topic, seconds) -> callback.call(seconds, JOB, topic));
  }
}
