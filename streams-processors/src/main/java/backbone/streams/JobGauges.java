// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The gauges that every job has, with the label {@code job}. A name can be registered only once in
 * a registry, and the jobs of a process share theirs; so the gauges are made once per registry and
 * jobs add themselves.
 */
public final class JobGauges {

  private static final Map<PrometheusRegistry, JobGauges> BY_REGISTRY = new WeakHashMap<>();

  /** What a job tells when it is asked; cheap, and called by any thread. */
  public interface Source {

    /** Age in seconds of the oldest record not yet processed, by topic. */
    Map<String, Double> lagSeconds();

    /** How far the job's equations are off, 0 but for bugs; empty when it keeps no books. */
    default OptionalLong residue() {
      return OptionalLong.empty();
    }

    /** Records by fate, since the topic began; {@code received} is the sum. */
    default Map<String, Long> records() {
      return Map.of();
    }

    /** What the records hold, such as lines or spans, by fate; {@code received} is the sum. */
    default Map<String, Long> items() {
      return Map.of();
    }
  }

  private final Map<String, Source> jobs = new ConcurrentSkipListMap<>();

  private JobGauges() {}

  /** The gauges of a registry, which are registered when first asked for. */
  public static JobGauges of(PrometheusRegistry registry) {
    synchronized (BY_REGISTRY) {
      return BY_REGISTRY.computeIfAbsent(registry, JobGauges::register);
    }
  }

  /** Adds a job; one that was added before by that name is replaced. */
  public void add(String job, Source source) {
    jobs.put(job, source);
  }

  private static JobGauges register(PrometheusRegistry registry) {
    JobGauges gauges = new JobGauges();
    gauge("telemetry_ledger_residue", "How far the two equations are off; 0 but for bugs")
        .labelNames("job")
        .callback(callback -> gauges.each((job, of) -> residue(callback, job, of)))
        .register(registry);
    gauge("telemetry_ledger_records", "Raw records by fate, since the topic began")
        .labelNames("job", "fate")
        .callback(callback -> gauges.all(callback, Source::records))
        .register(registry);
    gauge(
            "telemetry_ledger_items",
            "Physical lines or spans by fate, since the topic began; open ones are held until the next"
                + " line tells whether their event goes on")
        .labelNames("job", "fate")
        .callback(callback -> gauges.all(callback, Source::items))
        .register(registry);
    gauge("telemetry_lag_seconds", "Age of the oldest raw record not yet processed")
        .labelNames("job", "topic")
        .callback(callback -> gauges.all(callback, Source::lagSeconds))
        .register(registry);
    return gauges;
  }

  private static GaugeWithCallback.Builder gauge(String name, String help) {
    return GaugeWithCallback.builder().name(name).help(help + ".");
  }

  private static void residue(GaugeWithCallback.Callback callback, String job, Source of) {
    of.residue().ifPresent(residue -> callback.call((double) residue, job));
  }

  private void all(
      GaugeWithCallback.Callback callback, Function<Source, Map<String, ? extends Number>> values) {
    each(
        (job, of) ->
            new TreeMap<>(values.apply(of))
                .forEach((label, value) -> callback.call(value.doubleValue(), job, label)));
  }

  private void each(BiConsumer<String, Source> what) {
    jobs.forEach(what);
  }
}
