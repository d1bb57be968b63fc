// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Health of Kafka Streams for each job of a process, asked of its API at every scrape: no JMX, and
 * no series stays behind when a run has ended.
 */
final class StreamsGauges {

  private static final Map<PrometheusRegistry, StreamsGauges> BY_REGISTRY = new WeakHashMap<>();
  private static final double MS_PER_SECOND = 1_000;

  private static final List<String> STATES =
      Stream.concat(
              Stream.of(StreamsFigures.WAITING),
              Stream.of(KafkaStreams.State.values()).map(StreamsGauges::word))
          .toList();

  private final Map<String, Supplier<StreamsFigures>> jobs = new ConcurrentSkipListMap<>();
  private final LongSupplier nowMs;

  StreamsGauges(PrometheusRegistry registry, LongSupplier nowMs) {
    this.nowMs = nowMs;
    registerGauges(registry);
    registerCounters(registry);
  }

  /** The gauges of a registry, which are registered when first asked for. */
  static StreamsGauges of(PrometheusRegistry registry) {
    synchronized (BY_REGISTRY) {
      return BY_REGISTRY.computeIfAbsent(
          registry, to -> new StreamsGauges(to, System::currentTimeMillis));
    }
  }

  /** A state, or a kind of fault, as a label value. */
  static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }

  /** Adds a job; one that was added before by that name is replaced. */
  void add(String job, Supplier<StreamsFigures> figures) {
    jobs.put(job, figures);
  }

  private void registerGauges(PrometheusRegistry registry) {
    gauge("state", "1 for the state of the job's Kafka Streams instance, 0 for all others.")
        .labelNames("job", "state")
        .callback(
            callback ->
                each(
                    (job, of) ->
                        STATES.forEach(
                            state -> callback.call(state.equals(of.state()) ? 1 : 0, job, state))))
        .register(registry);
    gauge("restoring_records", "Records that are still to be read back from changelogs.")
        .labelNames("job")
        .callback(callback -> each((job, of) -> callback.call((double) of.restoring(), job)))
        .register(registry);
    gauge("last_poll_timestamp_seconds", "When the slowest thread last polled, since 1970.")
        .labelNames("job")
        .callback(callback -> each((job, of) -> ago(callback, of.pollAgeMs(), job)))
        .register(registry);
    gauge("last_commit_timestamp_seconds", "When a transaction was last committed, since 1970.")
        .labelNames("job")
        .callback(callback -> each((job, of) -> ago(callback, of.commitAgeMs(), job)))
        .register(registry);
  }

  private void registerCounters(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("telemetry_streams_rebalances_total")
        .help("How often the partitions of the job were handed out anew.")
        .labelNames("job")
        .callback(callback -> each((job, of) -> callback.call((double) of.rebalances(), job)))
        .register(registry);
    CounterWithCallback.builder()
        .name("telemetry_streams_faults_total")
        .help(
            "Faults that stopped the job: passing ones go away by themselves, those for an operator"
                + " when they are mended, bugs never.")
        .labelNames("job", "kind")
        .callback(
            callback ->
                each(
                    (job, of) -> {
                      for (FaultKind kind : FaultKind.values()) {
                        callback.call((double) of.faults().getOrDefault(kind, 0L), job, word(kind));
                      }
                    }))
        .register(registry);
  }

  private static GaugeWithCallback.Builder gauge(String what, String help) {
    return GaugeWithCallback.builder().name("telemetry_streams_" + what).help(help);
  }

  private void ago(GaugeWithCallback.Callback callback, OptionalLong ageMs, String job) {
    if (ageMs.isPresent()) {
      callback.call((nowMs.getAsLong() - ageMs.getAsLong()) / MS_PER_SECOND, job);
    }
  }

  private void each(BiConsumer<String, StreamsFigures> what) {
    jobs.forEach((job, figures) -> what.accept(job, figures.get()));
  }
}
