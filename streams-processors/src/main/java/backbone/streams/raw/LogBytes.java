// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import backbone.streams.LabelText;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counter of bytes by owner, which all jobs of a registry share. Names of services come from
 * senders, so only the first thousand owners are told apart.
 */
final class LogBytes {

  static final int OWNERS_MAX = 1_000;
  static final String OTHER = "_other";

  private static final Map<PrometheusRegistry, LogBytes> BY_REGISTRY = new WeakHashMap<>();

  private final Set<VolumeTally.Owner> owners = ConcurrentHashMap.newKeySet();
  private final Counter counter;

  private LogBytes(PrometheusRegistry registry) {
    counter =
        Counter.builder()
            .name("telemetry_log_bytes_total")
            .help("Bytes of log events handed on, as they are before Kafka compresses them.")
            .labelNames("service_name", "env", "region", "team")
            .register(registry);
  }

  /** The counter of a registry, which is registered when first asked for. */
  static LogBytes of(PrometheusRegistry registry) {
    synchronized (BY_REGISTRY) {
      return BY_REGISTRY.computeIfAbsent(registry, LogBytes::new);
    }
  }

  /** Counts committed bytes. */
  void add(VolumeTally.Owner owner, long bytes) {
    boolean known = owners.contains(owner);
    if (!known && owners.size() < OWNERS_MAX) {
      owners.add(owner);
      known = true;
    }
    if (known) {
      counter
          .labelValues(
              LabelText.of(owner.service()),
              LabelText.of(owner.env()),
              LabelText.of(owner.region()),
              LabelText.of(owner.team()))
          .inc(bytes);
    } else {
      counter.labelValues(OTHER, OTHER, OTHER, OTHER).inc(bytes);
    }
  }
}
