// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kibana's saved objects are whole, and name what there is. */
class KibanaTest {

  private final Deployment ours = Deployment.ours();

  @Test
  void objectsAreWhole() {
    assertThat(KibanaRules.all(ours)).isEmpty();
    assertThat(KibanaObjects.of(ours).byKey())
        .containsKeys(
            "search/telemetry-500",
            "search/telemetry-by-service",
            "lens/telemetry-errors-hourly",
            "dashboard/telemetry-errors");
  }

  @Test
  void translatesTheQueriesThatAreUsed() {
    assertThat(KibanaRun.lucene("a.b : (\"x\" or \"y\") and not c >= 5 and d : *"))
        .isEqualTo("a.b:(\"x\" OR \"y\") AND NOT c:>=5 AND d:*");
    assertThat(KibanaRun.lucene("")).isEqualTo("*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\": \"telemetry-500\", \"core | \"id\": \"telemetry-501\", \"core",
        "\"typeMigrationVersion\": \"8.9.0\" | \"typeMigrationVersion\": \"10.9.0\"",
        "\"http.request.method\", \"url.path\" | \"http.method\", \"url.path\"",
        "http.response.status_code >= 500 | http.response.status >= 500",
        "\"sourceField\": \"error.type\" | \"sourceField\": \"error.message\"",
        "\"splitAccessor\": \"service\" | \"splitAccessor\": \"services\"",
        "\\\"panelRefName\\\":\\\"panel_fives\\\" | \\\"panelRefName\\\":\\\"panel_five\\\"",
        "\\\"x\\\":24,\\\"y\\\":0 | \\\"x\\\":23,\\\"y\\\":0",
        "\"visualizationType\": \"lnsXY\", | ''",
      })
  void tells_whenAnObjectIsBroken(String from, String to) {
    assertThat(KibanaRules.all(ours.with(KibanaObjects.FILE, from, to))).isNotEmpty();
  }

  @Test
  void tells_whenALinkIntoKibanaIsBroken() {
    assertThat(
            KibanaRules.all(
                ours.with(Dashboards.FOLDER + "unified.json", "view/telemetry-errors", "view/x")))
        .hasSize(1);
    assertThat(
            KibanaRules.all(
                ours.with("deploy/jaeger/ui.json", "dataViewId:telemetry-logs", "dataViewId:x")))
        .hasSize(1);
  }
}
