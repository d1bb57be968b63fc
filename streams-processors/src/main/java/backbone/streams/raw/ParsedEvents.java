// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** The counter of events by how they were read, which all jobs of a registry share. */
final class ParsedEvents {

  /** Rules may name ever new formats, so only so many are told apart. */
  static final int FORMATS_MAX = 500;

  static final String OTHER = "_other";

  private static final Map<PrometheusRegistry, ParsedEvents> BY_REGISTRY = new WeakHashMap<>();

  private final Set<String> formats = ConcurrentHashMap.newKeySet();
  private final Counter counter;

  private ParsedEvents(PrometheusRegistry registry) {
    counter =
        Counter.builder()
            .name("telemetry_parsed_events_total")
            .help("Log events handed on, by the format they were read in and how well it fitted.")
            .labelNames("format", "status")
            .register(registry);
  }

  /** The counter of a registry, which is registered when first asked for. */
  static ParsedEvents of(PrometheusRegistry registry) {
    synchronized (BY_REGISTRY) {
      return BY_REGISTRY.computeIfAbsent(registry, ParsedEvents::new);
    }
  }

  /** Counts committed events. */
  void add(String format, String status, long count) {
    boolean known = formats.contains(format);
    if (!known && formats.size() < FORMATS_MAX) {
      formats.add(format);
      known = true;
    }
    counter.labelValues(known ? format : OTHER, status).inc(count);
  }
}
