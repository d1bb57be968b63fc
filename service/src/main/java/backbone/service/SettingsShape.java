// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Which settings there are, declared once; pages, checks and the resolved values are made of it.
 */
public interface SettingsShape {

  /** One word, as in {@code ./backbone run shipper}. */
  String name();

  /** Its own settings: {@code <part>.<noun>.<unit>}. */
  ConfigDef config();

  /** Families of keys that are open, such as {@code kafka.}, each with its final dot. */
  Set<String> prefixes();

  /** Its own settings and those that all of its kind have. */
  default ConfigDef all() {
    return config();
  }

  /** Kafka's names below {@code kafka.} that the environment may set as {@code KAFKA_<NAME>}. */
  default Set<String> kafkaNames() {
    return KafkaNames.all();
  }
}
