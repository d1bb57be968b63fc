// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Makes one kind of part. Each module of a part has one public class that implements this. */
public interface PartFactory {

  /** One word, as in {@code ./backbone run shipper}. */
  String name();

  /** All settings of the part: {@code <part>.<noun>.<unit>}. */
  ConfigDef config();

  /** Families of keys that are open, such as {@code kafka.}, each with its final dot. */
  Set<String> prefixes();

  /**
   * Makes the part without any I/O.
   *
   * @throws SettingsException when settings contradict each other
   */
  Part create(Settings settings, PrometheusRegistry metrics);
}
