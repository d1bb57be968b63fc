// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Makes one kind of part. Each module of a part has one public class that implements this. */
public interface PartFactory extends SettingsShape {

  /**
   * Makes the part without any I/O.
   *
   * @throws SettingsException when settings contradict each other
   */
  Part create(Settings settings, PrometheusRegistry metrics);
}
