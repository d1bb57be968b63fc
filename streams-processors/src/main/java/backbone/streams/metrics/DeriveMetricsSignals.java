// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.service.Signals;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The job's own counters: log events and spans that were received are at last sent, which means
 * counted, or dropped. What overflows is counted under the value {@code other}; services beyond the
 * bound have no series at all.
 */
final class DeriveMetricsSignals {

  private final Signals signals;
  private final Counter late;
  private final Counter outside;
  private final Counter overflow;
  private final Counter expired;
  private final Counter unknown;
  private final Counter unpaired;
  private final LatenessCollector lateness = new LatenessCollector();
  private final PrometheusRegistry registry;

  DeriveMetricsSignals(PrometheusRegistry registry) {
    this.registry = registry;
    signals = Signals.of(registry, "derive_metrics");
    late =
        Counter.builder()
            .name("telemetry_derive_metrics_late_total")
            .help("Records that arrived at or before the watermark; counted all the same.")
            .register(registry);
    outside =
        Counter.builder()
            .name("telemetry_derive_metrics_time_outside_total")
            .help("Items whose own time is not believed; counted in the minute of their arrival.")
            .register(registry);
    registry.register(lateness);
    overflow =
        Counter.builder()
            .name("telemetry_derive_metrics_overflow_total")
            .help("Observations whose label value is one too many, by label.")
            .labelNames("label")
            .register(registry);
    // There from the start, or the first of a label would not be seen as a rise.
    for (Family family : Family.values()) {
      overflow.initLabelValues(family.labels().get(0));
    }
    overflow.initLabelValues("service_name");
    overflow.initLabelValues("series");
    expired =
        Counter.builder()
            .name("telemetry_derive_metrics_expired_total")
            .help("Series that were removed because they had counted nothing for long.")
            .register(registry);
    unpaired =
        Counter.builder()
            .name("telemetry_derive_metrics_unpaired_total")
            .help("Spans of requests whose other side did not come, by side and reason.")
            .labelNames("side", "reason")
            .register(registry);
    unknown =
        Counter.builder()
            .name("telemetry_derive_metrics_unknown_cells_total")
            .help("Counts of kinds that only a newer release knows, passed over by this one.")
            .register(registry);
  }

  /**
   * Shows how many series there are, beside how many there may be.
   *
   * @param maxPerTask beyond which label values share a series
   */
  void showSeries(Exposition exposition, int maxPerTask) {
    GaugeWithCallback.builder()
        .name("telemetry_derive_metrics_series")
        .help("Series of this process, each with its labels.")
        .callback(callback -> callback.call(exposition.size()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("telemetry_derive_metrics_series_max")
        .help("Series of this process beyond which new label values are counted as other.")
        .callback(callback -> callback.call((double) maxPerTask * exposition.tasks()))
        .register(registry);
  }

  void take(Pending pending) {
    signals.received(pending.received);
    signals.sent(pending.sent);
    late.inc(pending.late);
    outside.inc(pending.outside);
    expired.inc(pending.expired);
    unknown.inc(pending.unknown);
    pending.unpaired.forEach((of, n) -> unpaired.labelValues(of.side(), of.reason()).inc(n));
    lateness.add(pending.lateness);
    pending.dropped.forEach(signals::dropped);
    pending.overflow.forEach((label, n) -> overflow.labelValues(label).inc(n));
    for (long n = pending.errors; n > 0; n--) {
      signals.errors("processing");
    }
  }
}
