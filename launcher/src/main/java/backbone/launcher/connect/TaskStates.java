// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows how many tasks of each connector are in each state, as Connect's REST interface told it
 * last. Every worker of a group knows all tasks of the group, so over several workers the greatest
 * figure counts, not the sum. What is not known any more is not shown.
 */
final class TaskStates {

  private static final List<String> STATES =
      List.of("RUNNING", "PAUSED", "FAILED", "UNASSIGNED", "RESTARTING");

  private volatile Map<String, ConnectorState> told = Map.of();

  TaskStates(PrometheusRegistry metrics) {
    GaugeWithCallback.builder()
        .name("telemetry_connect_tasks")
        .help("Tasks of the connector by state, in the whole group of workers.")
        .labelNames("connector", "state")
        .callback(callback -> told.forEach((name, state) -> show(callback, name, state)))
        .register(metrics);
  }

  /** From now on these count; none when Connect does not answer. */
  void are(Map<String, ConnectorState> connectors) {
    told = new TreeMap<>(connectors);
  }

  private static void show(
      GaugeWithCallback.Callback callback, String connector, ConnectorState of) {
    for (String state : STATES) {
      callback.call(of.tasks().getOrDefault(state, 0), connector, state.toLowerCase(Locale.ROOT));
    }
  }
}
