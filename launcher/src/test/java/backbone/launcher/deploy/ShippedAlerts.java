// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The alerts and records of the rules that are shipped.
 *
 * @param deployment where the rules are
 */
record ShippedAlerts(Deployment deployment) {

  static final String RULES = "deploy/prometheus/rules/";
  static final String TESTS = "deploy/prometheus/tests/";

  /**
   * One alert.
   *
   * @param labels as the rule gives them
   */
  record Alert(
      String name, String expr, Map<String, Object> labels, Map<String, Object> annotations) {

    String severity() {
      return String.valueOf(labels.get("severity"));
    }

    String says(String what) {
      return String.valueOf(annotations.get(what));
    }
  }

  List<Alert> alerts() {
    return rules("alert").stream()
        .map(
            rule ->
                new Alert(
                    String.valueOf(rule.get("alert")),
                    String.valueOf(rule.get("expr")),
                    Deployment.map(rule.get("labels")),
                    Deployment.map(rule.get("annotations"))))
        .toList();
  }

  /** Expressions of all rules, those that record among them. */
  List<String> expressions() {
    return rules("expr").stream().map(rule -> String.valueOf(rule.get("expr"))).toList();
  }

  private List<Map<String, Object>> rules(String with) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (String file : deployment.below(RULES)) {
      for (Object group : (List<?>) deployment.yaml(file).get("groups")) {
        for (Object rule : (List<?>) Deployment.map(group).get("rules")) {
          Map<String, Object> map = Deployment.map(rule);
          if (map.containsKey(with)) {
            found.add(map);
          }
        }
      }
    }
    return found;
  }

  /** What the tests expect of an alert: its alerts at each moment, none where it is silent. */
  List<List<?>> expectations(String alert) {
    List<List<?>> found = new ArrayList<>();
    for (Map<String, Object> test : tests()) {
      expected(test, alert).forEach(found::add);
    }
    return found;
  }

  /** Whether a test without any data says what becomes of an alert. */
  boolean testedWithoutData(String alert) {
    return tests().stream()
        .filter(test -> ((List<?>) test.get("input_series")).isEmpty())
        .anyMatch(test -> !expected(test, alert).isEmpty());
  }

  private static List<List<?>> expected(Map<String, Object> test, String alert) {
    List<List<?>> found = new ArrayList<>();
    if (test.get("alert_rule_test") instanceof List<?> moments) {
      for (Object moment : moments) {
        Map<String, Object> at = Deployment.map(moment);
        if (alert.equals(at.get("alertname"))) {
          found.add(at.get("exp_alerts") instanceof List<?> alerts ? alerts : List.of());
        }
      }
    }
    return found;
  }

  private List<Map<String, Object>> tests() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String file : deployment.below(TESTS)) {
      for (Object test : (List<?>) deployment.yaml(file).get("tests")) {
        all.add(Deployment.map(test));
      }
    }
    return all;
  }
}
