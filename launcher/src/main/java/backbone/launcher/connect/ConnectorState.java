// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connector as Connect tells of it.
 *
 * @param config its settings, secrets as references
 * @param state of the connector itself: RUNNING, FAILED, PAUSED, STOPPED, UNASSIGNED, RESTARTING
 * @param tasks how many of its tasks are in each of these states; none where none is
 * @param failure first line of why it or one of its tasks failed; empty when none did
 */
record ConnectorState(
    Map<String, String> config, String state, Map<String, Integer> tasks, String failure) {

  private static final String FAILED = "FAILED";
  private static final String RUNNING = "RUNNING";
  private static final int FAILURE_CHARS_MAX = 300;

  static ConnectorState of(JsonNode node) {
    Map<String, String> config = new TreeMap<>();
    node.at("/info/config")
        .properties()
        .forEach(e -> config.put(e.getKey(), e.getValue().asText()));
    JsonNode connector = node.at("/status/connector");
    String failure = failure(connector);
    Map<String, Integer> tasks = new TreeMap<>();
    for (JsonNode task : node.at("/status/tasks")) {
      tasks.merge(task.path("state").asText(), 1, Integer::sum);
      failure = failure.isEmpty() ? failure(task) : failure;
    }
    return new ConnectorState(config, connector.path("state").asText(), tasks, failure);
  }

  boolean failed() {
    return !failure.isEmpty();
  }

  /** Whether it and all its tasks run. */
  boolean runs() {
    return state.equals(RUNNING) && count() > 0 && running() == count();
  }

  /** How many tasks there are. */
  int count() {
    return tasks.values().stream().mapToInt(n -> n).sum();
  }

  /** How many of the tasks run. */
  int running() {
    return tasks.getOrDefault(RUNNING, 0);
  }

  /** Whether its settings are these; Connect adds the name by itself. */
  boolean has(Map<String, String> wanted) {
    Map<String, String> own = new TreeMap<>(config);
    own.remove("name");
    return own.equals(wanted);
  }

  private static String failure(JsonNode of) {
    if (!of.path("state").asText().equals(FAILED)) {
      return "";
    }
    String first = of.path("trace").asText("").lines().findFirst().orElse("for no known reason");
    return first.substring(0, Math.min(first.length(), FAILURE_CHARS_MAX));
  }
}
