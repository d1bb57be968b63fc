// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.apache.kafka.common.config.ConfigDef;

/** Makes one kind of part. Each module of a part has one public class that implements this. */
public interface PartFactory extends SettingsShape {

  /** Milliseconds that a part has to stop, unless something else is set. */
  long STOP_TIMEOUT_MS_DEFAULT = 8_000;

  /**
   * Makes the part without any I/O.
   *
   * @throws SettingsException when settings contradict each other
   */
  Part create(Settings settings, PrometheusRegistry metrics);

  /** Name of the setting of how long this part may take to stop. */
  default String stopTimeoutKey() {
    return stopTimeoutKey(name());
  }

  /** Name of the setting of how long a part may take to stop. */
  static String stopTimeoutKey(String part) {
    return part + ".stop.timeout.ms";
  }

  @Override
  default ConfigDef all() {
    return new ConfigDef(config())
        .define(
            stopTimeoutKey(),
            ConfigDef.Type.LONG,
            STOP_TIMEOUT_MS_DEFAULT,
            ConfigDef.Range.between(1_000, 600_000),
            ConfigDef.Importance.LOW,
            "Milliseconds after a request to stop within which the process ends, if need be by"
                + " force.");
  }
}
