// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.alerts;

import backbone.console.alerts.Alert.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts of Prometheus with what Alertmanager has made of each, and those that only Alertmanager
 * knows, from whoever else sends to it.
 */
final class AlertBoard {

  /** Always fires, to show that alerts are told at all. */
  static final String WATCHDOG = "Watchdog";

  private final List<Alert> alerts = new ArrayList<>();
  private final List<String> brokenRules = new ArrayList<>();
  private int rules;

  /**
   * Joins two answers; either may be missing.
   *
   * @param prometheus answer of {@code /api/v1/rules}
   * @param alertmanager answer of {@code /api/v2/alerts}
   */
  AlertBoard(JsonNode prometheus, JsonNode alertmanager) {
    List<Alert> handed = new ArrayList<>();
    alertmanager.forEach(node -> handed.add(handed(node)));
    for (JsonNode group : prometheus.path("data").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        read(rule, handed);
      }
    }
    alerts.addAll(handed);
    alerts.sort(Alert.URGENT_FIRST);
  }

  private void read(JsonNode rule, List<Alert> handed) {
    rules++;
    if (!rule.path("health").asText().equals("ok")) {
      String error = rule.path("lastError").asText();
      brokenRules.add(
          rule.path("name").asText() + ": " + (error.isEmpty() ? "not run yet" : error));
    }
    for (JsonNode node : rule.path("alerts")) {
      Alert alert =
          new Alert(
              node.path("state").asText().equals("firing") ? State.FIRING : State.PENDING,
              texts(node.path("labels")),
              texts(node.path("annotations")),
              node.path("activeAt").asText(),
              node.path("value").asText(),
              List.of());
      alerts.add(joined(alert, handed));
    }
  }

  /** Alertmanager's has the labels of the sender beside those of the alert. */
  private static Alert joined(Alert alert, List<Alert> handed) {
    for (Iterator<Alert> each = handed.iterator(); each.hasNext(); ) {
      Alert other = each.next();
      if (alert.state() == State.FIRING
          && other.labels().entrySet().containsAll(alert.labels().entrySet())) {
        each.remove();
        return alert.told(other.state(), other.receivers());
      }
    }
    return alert;
  }

  private static Alert handed(JsonNode node) {
    JsonNode status = node.path("status");
    State state =
        !status.path("silencedBy").isEmpty()
            ? State.SILENCED
            : !status.path("inhibitedBy").isEmpty() ? State.INHIBITED : State.FIRING;
    List<String> receivers = new ArrayList<>();
    node.path("receivers").forEach(receiver -> receivers.add(receiver.path("name").asText()));
    return new Alert(
        state,
        texts(node.path("labels")),
        texts(node.path("annotations")),
        node.path("startsAt").asText(),
        "",
        receivers);
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  /** All but the watchdog, the most urgent first. */
  List<Alert> alerts() {
    return alerts.stream().filter(alert -> !alert.name().equals(WATCHDOG)).toList();
  }

  /** Whether the watchdog fires, so that silence means that all is well. */
  boolean watched() {
    return alerts.stream()
        .anyMatch(alert -> alert.name().equals(WATCHDOG) && alert.state() == State.FIRING);
  }

  /** Number of rules that alert. */
  int rules() {
    return rules;
  }

  /** Rules that Prometheus could not evaluate, each with its error. */
  List<String> brokenRules() {
    return brokenRules;
  }
}
