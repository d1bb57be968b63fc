// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.alerts.AlertSource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One alert that fires, one that is silenced, one that is pending, and the watchdog. */
final class FakeAlerts implements AlertSource {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String RULES =
      """
      {"data":{"groups":[{"name":"services","rules":[
        {"name":"Http500Burst","health":"ok","alerts":[
          {"labels":{"alertname":"Http500Burst","severity":"page","team":"payments",
                     "service_name":"payment-service","env":"prod","region":"kr"},
           "annotations":{"summary":"payment-service (prod/kr) answered 500 118 times in 5 minutes",
             "description":"Counted exactly, by the time of the responses.",
             "runbook_url":"docs/runbooks/Http500Burst.md",
             "dashboard_url":"/d/telemetry-service?var-service=payment-service"},
           "state":"firing","activeAt":"%1$s","value":"1.18e+02"}]},
        {"name":"LogErrorSpike","health":"ok","alerts":[
          {"labels":{"alertname":"LogErrorSpike","severity":"ticket","team":"commerce",
                     "service_name":"order-service","env":"prod","region":"kr"},
           "annotations":{"summary":"order-service logs ten times its errors",
             "description":"Against the same hour of the last days.",
             "runbook_url":"javascript:alert(1)","dashboard_url":"//elsewhere.example/d/x"},
           "state":"firing","activeAt":"%2$s","value":"10.4"}]},
        {"name":"HostCpuHigh","health":"err","lastError":"vector contains metrics with the same labelset",
         "alerts":[
          {"labels":{"alertname":"HostCpuHigh","severity":"page","instance":"node-7:9100"},
           "annotations":{"summary":"CPU of node-7:9100 is over 80 %%","description":"For 10 minutes."},
           "state":"pending","activeAt":"%1$s","value":"0.93"}]},
        {"name":"Watchdog","health":"ok","alerts":[
          {"labels":{"alertname":"Watchdog","severity":"none"},"annotations":{},
           "state":"firing","activeAt":"%2$s","value":"1"}]}]}]}}
      """;

  private static final String ALERTS =
      """
      [{"labels":{"alertname":"Http500Burst","severity":"page","team":"payments",
                  "service_name":"payment-service","env":"prod","region":"kr"},
        "startsAt":"%1$s","receivers":[{"name":"payments-page"}],
        "status":{"state":"active","silencedBy":[],"inhibitedBy":[]}},
       {"labels":{"alertname":"LogErrorSpike","severity":"ticket","team":"commerce",
                  "service_name":"order-service","env":"prod","region":"kr"},
        "startsAt":"%2$s","receivers":[{"name":"commerce"}],
        "status":{"state":"suppressed","silencedBy":["c0ffee"],"inhibitedBy":[]}}]
      """;

  @Override
  public Told rules() {
    return told(RULES);
  }

  @Override
  public Told alerts() {
    return told(ALERTS);
  }

  private static Told told(String text) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try {
      return new Told(
          JSON.readTree(
              text.formatted(now.minus(Duration.ofMinutes(4)), now.minus(Duration.ofHours(3)))),
          "");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
