// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.console.alerts.Alert.State;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

class AlertBoardTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode NOTHING = MissingNode.getInstance();

  @Test
  void alertHasItsStateAndReceiversFromAlertmanager_bySharedLabels() throws Exception {
    AlertBoard board =
        new AlertBoard(
            rules(alert("A", "firing", "a"), alert("A", "firing", "b"), alert("A", "pending", "c")),
            JSON.readTree(
                "["
                    + handed("A", "b", "\"s1\"", "")
                    + ","
                    + handed("A", "a", "", "")
                    + ","
                    + handed("Foreign", "x", "", "\"i1\"")
                    + "]"));

    assertThat(board.alerts())
        .extracting(
            alert ->
                alert.name()
                    + " "
                    + alert.labels().get("service_name")
                    + " "
                    + alert.state()
                    + " "
                    + alert.receivers())
        .containsExactly(
            "A a FIRING [slack]",
            "A b SILENCED [slack]",
            "Foreign x INHIBITED [slack]",
            "A c PENDING []");
  }

  @Test
  void watchdogIsNoAlert_butTellsThatAlertsAreTold() throws Exception {
    AlertBoard board = new AlertBoard(rules(alert("Watchdog", "firing", "")), NOTHING);

    assertThat(board.watched()).isTrue();
    assertThat(board.alerts()).isEmpty();
    assertThat(board.rules()).isEqualTo(1);
    assertThat(new AlertBoard(NOTHING, NOTHING).watched()).isFalse();
  }

  @Test
  void pagesComeFirst_thenTheNewest() throws Exception {
    AlertBoard board =
        new AlertBoard(
            NOTHING,
            JSON.readTree(
                """
                [{"labels":{"alertname":"Old","severity":"page"},"startsAt":"2026-11-24T10:00:00Z"},
                 {"labels":{"alertname":"Ticket","severity":"ticket"},
                  "startsAt":"2026-11-24T12:00:00Z"},
                 {"labels":{"alertname":"New","severity":"page"},"startsAt":"2026-11-24T11:00:00Z"}]
                """));

    assertThat(board.alerts()).extracting(Alert::name).containsExactly("New", "Old", "Ticket");
    assertThat(board.alerts()).allMatch(alert -> alert.state() == State.FIRING);
  }

  @Test
  void brokenRulesAreNamed() throws Exception {
    JsonNode rules =
        JSON.readTree(
            """
            {"data":{"groups":[{"rules":[
             {"name":"Bad","health":"err","lastError":"many-to-many","alerts":[]},
             {"name":"Fine","health":"ok","alerts":[]}]}]}}
            """);

    assertThat(new AlertBoard(rules, NOTHING).brokenRules()).containsExactly("Bad: many-to-many");
  }

  private static JsonNode rules(String... alerts) throws Exception {
    return JSON.readTree(
        "{\"data\":{\"groups\":[{\"rules\":[{\"name\":\"A\",\"health\":\"ok\",\"alerts\":["
            + String.join(",", alerts)
            + "]}]}]}}");
  }

  private static String alert(String name, String state, String service) {
    return """
    {"labels":{"alertname":"%s","service_name":"%s"},"annotations":{"summary":"s"},"state":"%s",
     "activeAt":"2026-11-24T10:00:00Z","value":"1e+02"}"""
        .formatted(name, service, state);
  }

  private static String handed(String name, String service, String silenced, String inhibited) {
    return """
    {"labels":{"alertname":"%s","service_name":"%s","cluster":"eu"},
     "startsAt":"2026-11-24T10:00:00Z","receivers":[{"name":"slack"}],
     "status":{"state":"active","silencedBy":[%s],"inhibitedBy":[%s]}}"""
        .formatted(name, service, silenced, inhibited);
  }
}
