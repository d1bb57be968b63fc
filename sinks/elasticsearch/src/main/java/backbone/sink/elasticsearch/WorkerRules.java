// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * Keys of Connect itself that decide whether this sink keeps its promises. Declared here again, so
 * that a wrong value is refused under its own name.
 */
final class WorkerRules {

  static final String ISOLATION_CONFIG = "consumer.override.isolation.level";
  static final String ISOLATION = "read_committed";
  static final String ISOLATION_DOC =
      "Must be read_committed: Connect's default also reads what an aborted transaction wrote.";

  static final String TOLERANCE_CONFIG = "errors.tolerance";
  static final String TOLERANCE = "all";
  static final String TOLERANCE_DOC =
      "Must be all: with none, the first dead letter stops the task.";

  static final String DEAD_TOPIC_CONFIG = "errors.deadletterqueue.topic.name";
  static final String DEAD_TOPIC_DOC =
      "Where records go that cannot be written, such as telemetry.sinks.dead.";

  private WorkerRules() {}

  static ConfigDef define(ConfigDef def) {
    return def.define(ISOLATION_CONFIG, ConfigDef.Type.STRING, "", Importance.HIGH, ISOLATION_DOC)
        .define(TOLERANCE_CONFIG, ConfigDef.Type.STRING, "none", Importance.HIGH, TOLERANCE_DOC)
        .define(DEAD_TOPIC_CONFIG, ConfigDef.Type.STRING, "", Importance.HIGH, DEAD_TOPIC_DOC);
  }
}
