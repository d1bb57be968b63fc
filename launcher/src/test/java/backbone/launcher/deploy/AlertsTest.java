// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and routes: Prometheus' own tools accept them, and all that they name exists. */
class AlertsTest {

  private static final String RULES = "deploy/prometheus/rules/pipeline.yml";
  private static final String TESTS = "deploy/prometheus/tests/pipeline_test.yml";
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:telemetry|traces|log|http|node|up|ALERTS)[a-z_]*\\b(?=[{)\\[ ]|$)");
  private static final Pattern PATTERN = Pattern.compile("__name__=~\"([^\"]+)\"");

  private final Deployment ours = Deployment.ours();

  @Test
  void promtoolAcceptsConfigurationAndRules() throws Exception {
    String promtool = Peers.require("promtool").toString();

    assertThat(Run.of(promtool, "check", "config", "deploy/prometheus/prometheus.yml").in(ours))
        .startsWith("0 ");
    assertThat(Run.of(promtool, "check", "rules", "--lint-fatal", RULES).in(ours)).startsWith("0 ");
    assertThat(Run.of(promtool, "test", "rules", TESTS).in(ours)).startsWith("0 ");
  }

  @Test
  void promtoolTells_whenARuleIsBroken(@TempDir Path folder) throws Exception {
    String promtool = Peers.require("promtool").toString();
    Files.createDirectories(folder.resolve("rules"));
    Files.createDirectories(folder.resolve("tests"));
    Files.writeString(
        folder.resolve("rules/pipeline.yml"), ours.text(RULES).replace("> 0.9", "> 0.8"));
    Files.writeString(folder.resolve("tests/t.yml"), ours.text(TESTS));

    assertThat(Run.of(promtool, "test", "rules", "tests/t.yml").in(folder)).startsWith("1 ");
  }

  @Test
  void amtoolAcceptsRoutes() throws Exception {
    String amtool = Peers.require("amtool").toString();
    String notify = "deploy/alertmanager/notify.yml";

    assertThat(Run.of(amtool, "check-config", "deploy/alertmanager/quiet.yml", notify).in(ours))
        .startsWith("0 ");
    assertThat(route(amtool, "severity=page", "slack-and-mail")).startsWith("0 ");
    assertThat(route(amtool, "severity=warning", "slack")).startsWith("0 ");
    assertThat(route(amtool, "severity=warning", "slack-and-mail")).startsWith("1 ");
  }

  @Test
  void everyAlertHasASeverityAndARunbook_andIsTestedBothWays() throws IOException {
    Path page = ours.root().resolve("docs/operate.md");
    String runbook = Files.exists(page) ? Files.readString(page) : null;
    for (Map<String, Object> alert : alerts(ours)) {
      String name = String.valueOf(alert.get("alert"));
      Map<String, Object> says = Deployment.map(alert.get("annotations"));
      String anchor = name.toLowerCase(java.util.Locale.ROOT);

      assertThat(says).as(name).containsKeys("summary", "description");
      assertThat(says.get("runbook_url")).as(name).isEqualTo("docs/operate.md#" + anchor);
      assertThat(Deployment.map(alert.get("labels")).get("severity"))
          .as(name)
          .isIn("page", "warning");
      assertThat(tested(name, true)).as("a test in which " + name + " fires").isTrue();
      assertThat(tested(name, false)).as("a test in which " + name + " is silent").isTrue();
      if (runbook != null) {
        assertThat(runbook).as("a section on " + name).containsPattern("(?m)^#+ .*\\b" + name);
      }
    }
    assertThat(alerts(ours)).hasSize(9);
  }

  @Test
  void rulesNameMetricsThatExist() throws IOException {
    assertThat(strangers(ours)).isEmpty();
    assertThat(strangers(ours.with(RULES, "telemetry_ledger_residue", "telemetry_ledger_rest")))
        .hasSize(1);
    assertThat(strangers(ours.with(RULES, "telemetry_.+_dropped_total", "telemetry_.+_lost_total")))
        .isNotEmpty();
  }

  private static List<String> strangers(Deployment of) throws IOException {
    List<String> strangers = new ArrayList<>();
    List<String> queries = new ArrayList<>();
    alerts(of).forEach(alert -> queries.add(String.valueOf(alert.get("expr"))));
    Set<String> known = known(of.root());
    for (String query : queries) {
      PATTERN
          .matcher(query)
          .results()
          .filter(
              found -> known.stream().noneMatch(Pattern.compile(found.group(1)).asMatchPredicate()))
          .forEach(found -> strangers.add(found.group()));
      METRIC
          .matcher(query.replaceAll("\"[^\"]*\"", "\"\""))
          .results()
          .filter(found -> !known.contains(found.group()))
          .forEach(found -> strangers.add(found.group() + " in " + query));
    }

    return strangers;
  }

  private String route(String amtool, String label, String receiver) throws Exception {
    String file = "--config.file=deploy/alertmanager/notify.yml";
    return Run.of(amtool, "config", "routes", "test", file, "--verify.receivers=" + receiver, label)
        .in(ours);
  }

  private static List<Map<String, Object>> alerts(Deployment of) {
    return ((List<?>) of.yaml(RULES).get("groups"))
        .stream()
            .flatMap(group -> ((List<?>) Deployment.map(group).get("rules")).stream())
            .map(Deployment::map)
            .toList();
  }

  private boolean tested(String alert, boolean fires) {
    return ((List<?>) ours.yaml(TESTS).get("tests"))
        .stream()
            .flatMap(test -> ((List<?>) Deployment.map(test).get("alert_rule_test")).stream())
            .map(Deployment::map)
            .filter(expected -> alert.equals(expected.get("alertname")))
            .anyMatch(expected -> expected.containsKey("exp_alerts") == fires);
  }

  /**
   * Those of the page that is generated from the code, and those of Prometheus and its exporter.
   */
  private static Set<String> known(Path root) throws IOException {
    String page = Files.readString(root.resolve("docs/metrics.md"));
    Set<String> known =
        Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\w+)")
            .matcher(page)
            .results()
            .flatMap(
                found ->
                    found.group(2).equals("histogram")
                        ? List.of("_bucket", "_count", "_sum").stream().map(found.group(1)::concat)
                        : List.of(found.group(1)).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(
        List.of(
            "up",
            "ALERTS",
            "node_cpu_seconds_total",
            "node_filesystem_avail_bytes",
            "node_filesystem_size_bytes",
            "node_filesystem_readonly"));
    return known;
  }
}
