// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Peers;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that Grafana's dashboards name exists, so that a new name breaks the build and no graph. */
class DashboardsTest {

  private static final String FOLDER = Dashboards.FOLDER;

  private final Deployment ours = Deployment.ours();

  @Test
  void dashboardsAreWhole() {
    assertThat(DashboardRules.all(ours)).isEmpty();
    assertThat(Dashboards.of(ours).uids().values())
        .contains(
            "telemetry-unified",
            "telemetry-service",
            "telemetry-pipeline",
            "telemetry-kafka",
            "telemetry-host",
            "telemetry-volume");
  }

  @Test
  void queriesNameWhatIsExported() {
    assertThat(DashboardQueries.all(ours)).isEmpty();
  }

  @Test
  void sourcesAreLinkedBothWays() {
    assertThat(SourceLinks.all(ours)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "deploy/jaeger/ui.json,           8080/traces?trace=, 8080/trace?trace=",
    "deploy/jaeger/ui.json,           traces?trace=#,     traces?id=#",
    "deploy/kibana/views.ndjson,      metrics?service=,   metrics?name=",
    "deploy/grafana/dashboards/service.json, 8080/metrics, 8080/figures",
  })
  void tells_whenALinkIntoTheConsoleIsBroken(String file, String from, String to) {
    assertThat(ConsoleLinks.all(ours)).isEmpty();
    assertThat(ConsoleLinks.all(ours.with(file, from, to))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host.json | \"telemetry-host\" | \"telemetry-kafka\"",
        "host.json | \"id\": 2, | \"id\": 1,",
        "host.json | \"schemaVersion\": 42 | \"schemaVersion\": 39",
        "host.json | { \"x\": 6, \"y\": 0 | { \"x\": 5, \"y\": 0",
        "host.json | \"uid\": \"prometheus\" | \"uid\": \"prometheos\"",
        "host.json | \"$instance\\\" | \"$host\\\"",
        "unified.json | /d/telemetry-service? | /d/telemetry-services?",
        "unified.json | ?var-service= | ?var-name=",
      })
  void tells_whenADashboardIsBroken(String file, String from, String to) {
    assertThat(DashboardRules.all(ours.with(FOLDER + file, from, to))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka.json | telemetry_streams_state | telemetry_stream_state",
        "kafka.json | by (connector, state) | by (connector, status)",
        "kafka.json | {state=~ | {status=~",
        "pipeline.json | telemetry_.+_received_total | telemetry_.+_taken_total",
        "unified.json | duration_milliseconds_bucket | duration_seconds_bucket",
        "unified.json | , region)\" | , area)\"",
        "unified.json | log.level: | level:",
        "unified.json | _exists_:labels.env | _exists_:label.env",
        "volume.json | metric.name: | metric.names:",
        "volume.json | \"field\": \"metric.count\" | \"field\": \"metric.bounds_\"",
        "unified.json | \"event.outcome\", \"sampling | \"outcome\", \"sampling",
      })
  void tells_whenAQueryIsBroken(String file, String from, String to) {
    assertThat(DashboardQueries.all(ours.with(FOLDER + file, from, to))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spanStartTimeShift: -5m | spanStartTimeShift: 5m",
        "spanEndTimeShift: 15m | spanEndTimeShift: -15m",
        "datasourceUid: jaeger, urlDisplayLabel: Trace in Grafana | datasourceUid: jager, urlDisplayLabel: Trace in Grafana",
        "$${__value.raw} | ${__value.raw}",
        "field: trace_id | field: trace.id",
        "query: 'trace_id: | query: 'traceid:",
      })
  void tells_whenALinkBetweenSourcesIsBroken(String from, String to) {
    assertThat(SourceLinks.all(ours.with(Dashboards.SOURCES, from, to))).isNotEmpty();
  }

  @Test
  void promtoolReadsEveryQuery(@TempDir Path folder) throws Exception {
    String promtool = Peers.require("promtool").toString();
    List<Map<String, String>> rules =
        DashboardQueries.expressions(Dashboards.of(ours)).stream()
            .map(expr -> Map.of("record", "a:b:c", "expr", expr))
            .toList();
    Map<String, Object> file = Map.of("groups", List.of(Map.of("name", "d", "rules", rules)));
    Files.writeString(folder.resolve("d.yml"), new ObjectMapper().writeValueAsString(file));

    assertThat(Run.of(promtool, "check", "rules", "--lint=none", "d.yml").in(folder))
        .startsWith("0 ")
        .contains(rules.size() + " rules");
  }
}
