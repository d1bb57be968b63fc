// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.WeakHashMap;

/** The counters of the joining of lines, which all jobs of a registry share. */
final class JoinedLines {

  private static final Map<PrometheusRegistry, JoinedLines> BY_REGISTRY = new WeakHashMap<>();

  private final Counter joined;
  private final Counter early;

  private JoinedLines(PrometheusRegistry registry) {
    joined =
        Counter.builder()
            .name("telemetry_joined_lines_total")
            .help("Lines joined to an event that an earlier record of their source began.")
            .register(registry);
    early =
        Counter.builder()
            .name("telemetry_joined_early_total")
            .help("Events handed on before their next line could come, as too many were held.")
            .register(registry);
  }

  /** The counters of a registry, which are registered when first asked for. */
  static JoinedLines of(PrometheusRegistry registry) {
    synchronized (BY_REGISTRY) {
      return BY_REGISTRY.computeIfAbsent(registry, JoinedLines::new);
    }
  }

  /** Counts what was committed. */
  void add(long lines, long eventsEarly) {
    joined.inc(lines);
    early.inc(eventsEarly);
  }
}
