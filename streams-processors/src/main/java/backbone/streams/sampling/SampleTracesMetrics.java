// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.service.Health;
import backbone.service.Signals;
import backbone.streams.InputProgress;
import backbone.streams.JobGauges;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Committed numbers of the job as metrics. Counters grow by what each commit adds, so an aborted
 * transaction is never seen and a partition that moves is not counted twice; gauges show what the
 * partitions of this process had at their last commit.
 */
final class SampleTracesMetrics implements SamplingView, JobGauges.Source {

  private static final double MS_PER_SECOND = 1_000;

  private final String topic;
  private final Signals signals;
  private final Counter decisions;
  private final Counter early;
  private final Counter late;
  private final Counter violations;
  private final Counter jumps;
  private final Map<Integer, SamplingSnapshot> tasks = new ConcurrentHashMap<>();
  private volatile InputProgress input = (topic, partition, lastOffset) -> InputProgress.UNKNOWN;

  /**
   * Registers the metrics.
   *
   * @param topic full name of the input
   */
  SampleTracesMetrics(String topic, PrometheusRegistry registry) {
    this.topic = topic;
    signals = Signals.of(registry, "sample_traces");
    decisions =
        Counter.builder()
            .name("telemetry_sampling_decisions_total")
            .help("Traces decided, by policy and decision.")
            .labelNames("policy", "decision")
            .register(registry);
    early = counter(registry, "sampling_early", "Traces decided before their wait was over.");
    late =
        counter(registry, "sampling_late_spans", "Spans that came after their trace's decision.");
    violations =
        counter(
            registry,
            "sampling_watermark_violations",
            "Fragments that arrived at or before the watermark that had gone by.");
    jumps =
        counter(
            registry,
            "sample_traces_trail_jumps",
            "How often the log had forgotten where the sampled spans were to go on.");
    gauge(registry, "open_traces", "Traces that wait for their decision", s -> s.openTraces());
    gauge(registry, "remembered_decisions", "Decisions still known", s -> s.remembered());
    gauge(
        registry,
        "watermark_left_out",
        "Raw partitions too far behind to be waited for, summed over tasks",
        s -> s.leftOut());
    GaugeWithCallback.builder()
        .name("telemetry_sampling_trail_lag_seconds")
        .help("How far the kept spans are behind what is decided, in arrival time.")
        .callback(callback -> callback.call(trailLagSeconds()))
        .register(registry);
    JobGauges.of(registry).add(SampleTraces.NAME, this);
  }

  private static Counter counter(PrometheusRegistry registry, String name, String help) {
    return Counter.builder().name("telemetry_" + name + "_total").help(help).register(registry);
  }

  private void gauge(
      PrometheusRegistry registry,
      String name,
      String help,
      ToDoubleFunction<SamplingSnapshot.State> of) {
    GaugeWithCallback.builder()
        .name("telemetry_sampling_" + name)
        .help(help + ".")
        .callback(
            callback ->
                callback.call(
                    tasks.values().stream().mapToDouble(t -> of.applyAsDouble(t.state())).sum()))
        .register(registry);
  }

  /** Sets who knows how far the input is read; it is known only while the job runs. */
  void input(InputProgress progress) {
    input = progress;
  }

  @Override
  public void opened(int partition, SamplingSnapshot numbers) {
    tasks.put(partition, numbers);
  }

  @Override
  public void committed(int partition, SamplingSnapshot now) {
    SamplingSnapshot before = tasks.put(partition, now);
    if (before != null) {
      add(before.spans(), now.spans());
      add(before.traces(), now.traces());
    }
  }

  private void add(SamplingSnapshot.Spans before, SamplingSnapshot.Spans now) {
    signals.received(now.received() - before.received());
    signals.sent(now.forwarded() - before.forwarded());
    dropped("sampled-out", now.sampledOut() - before.sampledOut());
    dropped("lost", now.lost() - before.lost());
  }

  private void add(SamplingSnapshot.Traces before, SamplingSnapshot.Traces now) {
    now.refused()
        .forEach((kind, n) -> dropped(kind.reason, n - before.refused().getOrDefault(kind, 0L)));
    now.verdicts()
        .forEach(
            (verdict, n) ->
                decisions
                    .labelValues(verdict.policy(), verdict.keep() ? "keep" : "drop")
                    .inc(n - before.verdicts().getOrDefault(verdict, 0L)));
    early.inc(now.early() - before.early());
    late.inc(now.lateSpans() - before.lateSpans());
    violations.inc(now.violations() - before.violations());
    jumps.inc(now.jumps() - before.jumps());
  }

  private void dropped(String reason, long n) {
    if (n > 0) {
      signals.dropped(reason, n);
    }
  }

  @Override
  public void closed(int partition) {
    tasks.remove(partition);
  }

  /** The job's health with its residue and how far it is behind. */
  Health health(Health running) {
    Map<String, Object> facts = new HashMap<>(running.facts());
    facts.put("ledgerResidue", residue().orElse(0));
    facts.put("lagSeconds", lagSeconds().getOrDefault(topic, 0.0));
    facts.put("trailLagSeconds", trailLagSeconds());
    facts.put("openTraces", tasks.values().stream().mapToLong(t -> t.state().openTraces()).sum());
    standing().ifPresent(clock -> standing(clock, facts));
    return running.with(facts);
  }

  /** The clock that is furthest behind, of tasks where a trace waits for it. */
  private Optional<SamplingSnapshot.Clock> standing() {
    return tasks.values().stream()
        .map(SamplingSnapshot::state)
        .filter(state -> state.openTraces() > 0)
        .map(SamplingSnapshot.State::clock)
        .min(Comparator.comparingLong(SamplingSnapshot.Clock::nowMs));
  }

  /** As long as time stands still nothing is decided, and so nothing is forwarded. */
  private static void standing(SamplingSnapshot.Clock clock, Map<String, Object> facts) {
    facts.put("decisionsWaitFor", clock.slowest());
    if (clock.nowMs() == 0) {
      facts.put("clockLagSeconds", "unknown: a raw partition has no watermark yet");
    } else {
      double lagMs = Math.max(0, System.currentTimeMillis() - clock.nowMs());
      facts.put("clockLagSeconds", lagMs / MS_PER_SECOND);
    }
  }

  private double trailLagSeconds() {
    return tasks.values().stream().mapToDouble(t -> t.state().trailLagMs()).max().orElse(0)
        / MS_PER_SECOND;
  }

  @Override
  public OptionalLong residue() {
    return OptionalLong.of(tasks.values().stream().mapToLong(SamplingSnapshot::residue).sum());
  }

  @Override
  public Map<String, Double> lagSeconds() {
    double worst = 0;
    for (Map.Entry<Integer, SamplingSnapshot> task : tasks.entrySet()) {
      worst = Math.max(worst, lag(task.getKey(), task.getValue().head()));
    }
    return Map.of(topic, worst);
  }

  private double lag(int partition, SamplingSnapshot.Head head) {
    boolean all = input.readToEndAtMs(topic, partition, head.offset()) != InputProgress.UNKNOWN;
    return all || head.appendedMs() == 0
        ? 0
        : Math.max(0, System.currentTimeMillis() - head.appendedMs()) / MS_PER_SECOND;
  }

  @Override
  public Map<String, Long> items() {
    Map<String, Long> sums = new TreeMap<>();
    for (SamplingSnapshot task : tasks.values()) {
      SamplingSnapshot.Spans of = task.spans();
      sums.merge("received", of.received(), Long::sum);
      sums.merge("emitted", of.forwarded(), Long::sum);
      sums.merge("sampled-out", of.sampledOut(), Long::sum);
      sums.merge("dropped-lost", of.lost(), Long::sum);
      sums.merge("open", of.open(), Long::sum);
    }
    return sums;
  }
}
