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
 * The counter of masked values, which all jobs of a registry share. Names of services come from
 * senders, so only the first thousand are told apart.
 */
final class MaskedValues {

  static final int SERVICES_MAX = 1_000;
  static final String OTHER = "_other";

  private static final Map<PrometheusRegistry, MaskedValues> BY_REGISTRY = new WeakHashMap<>();

  private final Set<String> services = ConcurrentHashMap.newKeySet();
  private final Counter counter;

  private MaskedValues(PrometheusRegistry registry) {
    counter =
        Counter.builder()
            .name("telemetry_masked_values_total")
            .help("Sensitive values replaced in what was handed on, by rule and service.")
            .labelNames("rule", "service_name")
            .register(registry);
  }

  /** The counter of a registry, which is registered when first asked for. */
  static MaskedValues of(PrometheusRegistry registry) {
    synchronized (BY_REGISTRY) {
      return BY_REGISTRY.computeIfAbsent(registry, MaskedValues::new);
    }
  }

  /** Counts committed values. */
  void add(String service, String rule, long count) {
    counter.labelValues(rule, label(service)).inc(count);
  }

  private String label(String name) {
    String service = LabelText.of(name);
    boolean known = services.contains(service);
    if (!known && services.size() < SERVICES_MAX) {
      services.add(service);
      known = true;
    }
    return known ? service : OTHER;
  }
}
