// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Makes the console from its settings. */
public final class ConsolePart implements PartFactory {

  @Override
  public String name() {
    return "console";
  }

  @Override
  public ConfigDef config() {
    return ConsoleKeys.def();
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.");
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    ConsoleConfig config = ConsoleConfig.of(settings);
    return new Console(config, Surroundings.of(config), metrics);
  }
}
