// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * Keys of Connect itself that decide whether a sink keeps its promises. Declared here again, so
 * that a wrong value is refused under its own name.
 */
public final class WorkerRules {

  public static final String DEAD_LETTERS_CONFIG = "dead.letters.required";
  static final String DEAD_LETTERS_DOC =
      "Refuses a connector without a dead-letter topic. Without one, records that cannot be written"
          + " are logged by their coordinates, counted and gone.";

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

  /** Declares these keys. */
  public static ConfigDef define(ConfigDef def) {
    return def.define(
            DEAD_LETTERS_CONFIG, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, DEAD_LETTERS_DOC)
        .define(ISOLATION_CONFIG, ConfigDef.Type.STRING, "", Importance.HIGH, ISOLATION_DOC)
        .define(TOLERANCE_CONFIG, ConfigDef.Type.STRING, "none", Importance.HIGH, TOLERANCE_DOC)
        .define(DEAD_TOPIC_CONFIG, ConfigDef.Type.STRING, "", Importance.HIGH, DEAD_TOPIC_DOC);
  }

  /** Adds what is wrong with them. */
  public static void check(ConfigProblems problems) {
    String isolation = problems.text(ISOLATION_CONFIG);
    if (!isolation.equals(ISOLATION)) {
      problems.add(
          ISOLATION_CONFIG,
          "=" + isolation + " also reads what was never committed. Set it to read_committed.");
    }
    if (!Boolean.TRUE.equals(problems.value(DEAD_LETTERS_CONFIG))) {
      return;
    }
    String remedy = ", or set dead.letters.required=false and lose what cannot be written.";
    String tolerance = problems.text(TOLERANCE_CONFIG);
    if (!tolerance.equals(TOLERANCE)) {
      problems.add(
          TOLERANCE_CONFIG,
          "=" + tolerance + " stops the task at its first dead letter. Set it to all" + remedy);
    }
    if (problems.text(DEAD_TOPIC_CONFIG).isEmpty()) {
      problems.add(
          DEAD_TOPIC_CONFIG, " is empty. Name a topic, such as telemetry.sinks.dead" + remedy);
    }
  }
}
