// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.deploy.ShippedAlerts.Alert;
import backbone.testkit.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules: Prometheus' own tools accept them, each is tested four ways, and what they name exists.
 */
class RulesTest {

  /** They tell of missing data, so they have their tests with and without some of it. */
  private static final Set<String> OF_ABSENCE =
      Set.of("Watchdog", "BackboneJobMissing", "BackboneTasksMissing", "ValuesMissing");

  private static final Pattern UID = Pattern.compile("/d/([\\w-]+)(\\?.*)?");
  private static final String VALUES = ShippedAlerts.RULES + "values.yml";
  private static final String SERVICES = ShippedAlerts.RULES + "services.yml";

  private final Deployment ours = Deployment.ours();
  private final ShippedAlerts shipped = new ShippedAlerts(ours);

  @Test
  void promtoolAcceptsConfigurationAndRules() throws Exception {
    String promtool = Peers.require("promtool").toString();

    assertThat(Run.of(promtool, "check", "config", "deploy/prometheus/prometheus.yml").in(ours))
        .startsWith("0 ");
    List<String> check = new ArrayList<>(List.of(promtool, "check", "rules", "--lint-fatal"));
    check.addAll(ours.below(ShippedAlerts.RULES));
    assertThat(Run.of(check.toArray(new String[0])).in(ours)).startsWith("0 ");
  }

  @Test
  void rulesDoWhatTheirTestsSay() throws Exception {
    String promtool = Peers.require("promtool").toString();

    for (String file : ours.below(ShippedAlerts.TESTS)) {
      assertThat(Run.of(promtool, "test", "rules", file).in(ours)).as(file).startsWith("0 ");
    }
  }

  @Test
  void promtoolTells_whenARuleIsBroken(@TempDir Path folder) throws Exception {
    String promtool = Peers.require("promtool").toString();
    Deployment broken = ours.with(VALUES, "burst_events\", expr: 100", "burst_events\", expr: 99");
    for (String file : List.of(VALUES, SERVICES, ShippedAlerts.RULES + "records.yml")) {
      Path copy = folder.resolve(file.replace("deploy/prometheus/", ""));
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, broken.text(file));
    }
    Path test = Files.createDirectories(folder.resolve("tests")).resolve("t.yml");
    Files.writeString(test, ours.text(ShippedAlerts.TESTS + "services_test.yml"));

    assertThat(Run.of(promtool, "test", "rules", test.toString()).in(folder)).startsWith("1 ");
  }

  @Test
  void everyAlertIsTestedFourWays() {
    for (Alert alert : shipped.alerts()) {
      String name = alert.name();
      List<List<?>> expected = shipped.expectations(name);

      assertThat(expected).as("a test in which " + name + " fires").anyMatch(at -> !at.isEmpty());
      if (!name.equals("Watchdog")) {
        assertThat(expected.get(0)).as(name + " before it fires").isEmpty();
        assertThat(expected.stream().filter(List::isEmpty).count())
            .as(name + " is silent before it fires and when it is over")
            .isGreaterThanOrEqualTo(2);
      }
      if (!OF_ABSENCE.contains(name)) {
        assertThat(shipped.testedWithoutData(name)).as(name + " without data").isTrue();
      }
    }
    assertThat(shipped.alerts()).extracting(Alert::name).doesNotHaveDuplicates().hasSize(53);
  }

  @Test
  void everyAlertSaysWhatToDo() {
    List<String> dashboards =
        Dashboards.of(ours).byFile().values().stream().map(d -> d.path("uid").asText()).toList();
    for (Alert alert : shipped.alerts()) {
      String name = alert.name();
      Path runbook = ours.root().resolve(alert.says("runbook_url"));

      assertThat(alert.annotations())
          .as(name)
          .containsOnlyKeys("summary", "description", "runbook_url", "dashboard_url");
      assertThat(alert.severity()).as(name).isIn("page", "warning", "none");
      assertThat(runbook.getFileName()).as(name).hasToString(name + ".md");
      assertThat(runbook).as(name).exists();
      assertThat(UID.matcher(alert.says("dashboard_url")).replaceAll("$1"))
          .as(name)
          .isIn(dashboards);
      assertThat(alert.labels().values()).as(name).noneMatch(v -> String.valueOf(v).contains("{{"));
    }
  }

  @Test
  void everyRunbookIsOfAnAlert_andHasItsSections() throws Exception {
    Set<String> names =
        Set.copyOf(shipped.alerts().stream().map(alert -> alert.name() + ".md").toList());
    String table = Files.readString(ours.root().resolve("docs/operate.md"));
    try (var pages = Files.list(ours.root().resolve("docs/runbooks"))) {
      for (Path page : pages.toList()) {
        String name = page.getFileName().toString();
        assertThat(names).contains(name);
        assertThat(Files.readString(page))
            .as(name)
            .contains("**Means.**", "**Look.**", "**Mend.**", "**Silence.**");
        assertThat(table).contains("runbooks/" + name);
      }
    }
  }

  @Test
  void rulesNameMetricsAndLabelsThatExist() {
    assertThat(strangers(ours)).isEmpty();
    String pipeline = ShippedAlerts.RULES + "pipeline.yml";
    assertThat(strangers(ours.with(pipeline, "telemetry_ledger_residue", "telemetry_ledger_rest")))
        .isNotEmpty();
    assertThat(strangers(ours.with(pipeline, "telemetry_.+_dropped", "telemetry_.+_lost")))
        .isNotEmpty();
    assertThat(strangers(ours.with(SERVICES, "kind=\"log_error\"", "sort=\"log_error\"")))
        .isNotEmpty();
    assertThat(strangers(ours.with(SERVICES, "value:latency_p99_ms", "value:latency")))
        .isNotEmpty();
  }

  private static List<String> strangers(Deployment of) {
    MetricTable table = MetricTable.of(of);
    return new ShippedAlerts(of)
        .expressions().stream().flatMap(expr -> table.strangers(expr).stream()).toList();
  }
}
