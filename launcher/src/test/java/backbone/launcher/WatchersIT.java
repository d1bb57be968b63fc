// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.Ports.Port;
import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.testkit.Eventually;
import backbone.testkit.Peers;
import backbone.testkit.RealAlertmanager;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} starts Prometheus and Alertmanager with the shipped files, and they end with it. */
class WatchersIT {

  private static final int PORT_BASE = 23_140;
  private static final Duration SCRAPED = Duration.ofSeconds(40);

  @Test
  void areStartedWithTheShippedFiles_andEndWithUp(@TempDir Path folder) throws Exception {
    Peers.require("prometheus");
    RealAlertmanager.program();
    try (Embedded backbone = new Embedded(folder.resolve("data"), PORT_BASE).watched()) {
      backbone.up();

      Eventually.await("all parts scraped", SCRAPED, () -> up(backbone).size() >= 5);
      Eventually.await("the watchdog", SCRAPED, () -> told(backbone).contains("Watchdog"));
      assertThat(up(backbone)).contains("jobs", "gateway", "shipper", "prometheus", "alertmanager");
      assertThat(names(backbone, "/api/v1/label/__name__/values"))
          .contains(
              "telemetry_streams_state",
              "telemetry_streams_last_poll_timestamp_seconds",
              "telemetry_streams_rebalances_total",
              "telemetry_lag_seconds",
              "telemetry:value:burst_events");
      assertThat(told(backbone)).doesNotContain("BackboneJobMissing", "BackbonePartDown");

      JsonNode console = backbone.get(Port.CONSOLE, "/api/alerts");
      assertThat(console.path("watched").asBoolean()).as(console.toString()).isTrue();
      assertThat(console.path("prometheusProblem").asText()).isEmpty();
      assertThat(console.path("alertmanagerProblem").asText()).isEmpty();
      assertThat(console.path("brokenRules")).isEmpty();
      assertThat(console.path("rules").asInt()).isGreaterThan(50);

      List<Running> watchers = watchers(backbone);
      assertThat(watchers).isNotEmpty().allMatch(WatchersIT::alive);
      ProcessHandle.of(backbone.state().launcher().pid()).ifPresent(ProcessHandle::destroyForcibly);
      Eventually.await("their end", SCRAPED, () -> watchers.stream().noneMatch(WatchersIT::alive));
    }
  }

  private static List<String> up(Embedded backbone) throws Exception {
    List<String> jobs = new ArrayList<>();
    for (JsonNode series :
        backbone.get(Port.PROMETHEUS, "/api/v1/query?query=up%3D%3D1").at("/data/result")) {
      jobs.add(series.at("/metric/job").asText());
    }
    return jobs;
  }

  private static List<String> names(Embedded backbone, String path) throws Exception {
    List<String> names = new ArrayList<>();
    backbone.get(Port.PROMETHEUS, path).path("data").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<String> told(Embedded backbone) throws Exception {
    List<String> told = new ArrayList<>();
    backbone
        .get(Port.ALERTMANAGER, "/api/v2/alerts")
        .forEach(alert -> told.add(alert.at("/labels/alertname").asText()));
    return told;
  }

  private static boolean alive(Running process) {
    return process.handle().filter(ProcessHandle::isAlive).isPresent();
  }

  private static List<Running> watchers(Embedded backbone) throws Exception {
    List<Running> running = new ArrayList<>();
    for (PartState part : backbone.state().parts()) {
      if (List.of("prometheus", "alertmanager").contains(part.name())) {
        running.addAll(part.processes());
      }
    }
    return running;
  }
}
