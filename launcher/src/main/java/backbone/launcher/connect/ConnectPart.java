// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** The part {@code connect}: a Kafka Connect worker that puts its connectors by itself. */
public final class ConnectPart implements PartFactory {

  @Override
  public String name() {
    return ConnectSettings.PART;
  }

  @Override
  public ConfigDef config() {
    return ConnectSettings.define();
  }

  @Override
  public Set<String> prefixes() {
    return ConnectSettings.prefixes();
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    ConnectConfig config = ConnectConfig.read(settings, settings.millis(stopTimeoutKey()));
    TaskMetrics tasks = new TaskMetrics();
    metrics.register(tasks);
    TaskStates states = new TaskStates(metrics);
    return new RunningConnect(
        config, new RunningConnect.Watch(tasks, states), settings.millis(stopTimeoutKey()));
  }
}
