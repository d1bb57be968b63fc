// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.deploy.ShippedAlerts.Alert;
import backbone.testkit.Peers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every alert reaches somebody, as Alertmanager's own tool says. */
class RoutesTest {

  private static final String NOTIFY = "deploy/alertmanager/notify.yml";
  private static final Map<String, String> RECEIVERS =
      Map.of("page", "slack-and-mail", "warning", "slack", "none", "dead-man");

  private final Deployment ours = Deployment.ours();

  @Test
  void amtoolAcceptsBothConfigurations() throws Exception {
    String amtool = Peers.require("amtool").toString();

    assertThat(Run.of(amtool, "check-config", "deploy/alertmanager/quiet.yml", NOTIFY).in(ours))
        .startsWith("0 ");
  }

  @Test
  void everyAlertHasARoute() throws Exception {
    String amtool = Peers.require("amtool").toString();
    for (Alert alert : new ShippedAlerts(ours).alerts()) {
      String severity = alert.severity();
      String[] labels = {"alertname=" + alert.name(), "severity=" + severity, "team=shop"};

      assertThat(route(amtool, RECEIVERS.get(severity), labels)).as(alert.name()).startsWith("0 ");
    }
  }

  @Test
  void aTeamHasReceiversOfItsOwn() throws Exception {
    String amtool = Peers.require("amtool").toString();

    assertThat(route(amtool, "payments-page", "severity=page", "team=payments")).startsWith("0 ");
    assertThat(route(amtool, "payments", "severity=warning", "team=payments")).startsWith("0 ");
    assertThat(route(amtool, "slack", "severity=page", "team=payments")).startsWith("1 ");
  }

  /** A missing label equals another: a rule must ask for labels that both sides have. */
  @Test
  void everyInhibitionAsksForTheLabelsThatItCompares() {
    for (Object rule : (List<?>) ours.yaml(NOTIFY).get("inhibit_rules")) {
      Map<String, Object> of = Deployment.map(rule);
      List<String> equal = Deployment.list(of, "equal");
      String asked = Deployment.list(of, "source_matchers") + "" + of.get("target_matchers");
      boolean services = equal.contains("service_name");

      assertThat(
              equal.isEmpty()
                  || services
                  || asked.contains(equal.get(0))
                  || asked.contains(equal.get(equal.size() - 1)))
          .as(of.toString())
          .isTrue();
    }
  }

  private String route(String amtool, String receiver, String... labels) throws Exception {
    String[] command = {
      amtool,
      "config",
      "routes",
      "test",
      "--config.file=" + NOTIFY,
      "--verify.receivers=" + receiver
    };
    String[] all = Arrays.copyOf(command, command.length + labels.length);
    System.arraycopy(labels, 0, all, command.length, labels.length);
    return Run.of(all).in(ours);
  }
}
