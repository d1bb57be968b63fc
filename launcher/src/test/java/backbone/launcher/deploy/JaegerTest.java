// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jaeger's page asks for what is exported, and its links lead somewhere. */
class JaegerTest {

  private static final String UI = "deploy/jaeger/ui.json";

  /** The variables of a trace, and what Jaeger can do to them. */
  private static final Pattern FILLED =
      Pattern.compile(
          "#\\{(?:traceID \\| pad_start 32 0"
              + "|(?:startTime|endTime) \\| add -?\\d+ \\| epoch_micros_to_date_iso)}");

  private final Deployment ours = Deployment.ours();

  @Test
  void monitorTabAsksForWhatIsExported() {
    assertThat(MonitorTab.strangers(ours)).isEmpty();
    assertThat(KibanaObjects.json(ours.text(UI)).at("/monitor/menuEnabled").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"normalize_calls", "normalize_duration"})
  void tells_whenNamesAreNotNormalized(String flag) {
    Deployment broken = ours.with(MonitorTab.CONFIG, flag + ": true", flag + ": false");

    assertThat(MonitorTab.strangers(broken)).isNotEmpty();
  }

  @Test
  void linksOfATraceLeadToEachOther() {
    List<String> urls =
        KibanaObjects.json(ours.text(UI)).path("linkPatterns").findValuesAsText("url");

    assertThat(urls)
        .anyMatch(url -> url.contains(":8080/traces?trace="))
        .anyMatch(url -> url.contains(":5601/app/discover"))
        .anyMatch(url -> url.contains(":3000/d/telemetry-unified"))
        .allSatisfy(url -> assertThat(FILLED.matcher(url).replaceAll("")).doesNotContain("#{"));
  }

  @Test
  void rangesOfLinksGoBackFromTheStartAndOnFromTheEnd() {
    for (JsonNode link : KibanaObjects.json(ours.text(UI)).path("linkPatterns")) {
      assertThat(link.path("url").asText())
          .doesNotContainPattern("startTime \\| add \\d")
          .doesNotContainPattern("endTime \\| add -");
    }
  }
}
