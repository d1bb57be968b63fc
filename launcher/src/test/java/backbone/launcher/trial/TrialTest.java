// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.normalize.LogRules;
import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.engine.parse.ParseRules;
import backbone.schema.Origin;
import backbone.streams.rules.RuleText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {

  @Test
  void showsNoRawValue_whenRulesWouldLetItThrough() {
    String rules = "masking: {rules: {ipv4: off, email: {keep-last: 4}}}";

    String text = text(rules, "from 203.0.113.77 by kim@example.com", "nothing here");

    assertThat(text)
        .contains("events  2 -> 2", "changed 1", "ipv4  1 -> 0  (-1)", "  message  1\n")
        .doesNotContain("203.0.113.77", "kim@");
  }

  @Test
  void saysThatValuesDiffer_whenTheirDifferenceMustNotBeShown() {
    assertThat(text("masking: {rules: {ipv4: off}}", "from 203.0.113.77"))
        .contains(Trial.HIDDEN)
        .doesNotContain("203.0.113.77");
  }

  @Test
  void leavesNoControlCharacter_inWhatATerminalGets() {
    String rules = "parsing: {rename: {a: b}}";

    assertThat(text(rules, "{\"message\":\"m\",\"a\":\"x\\u001b[31m\\u202e\"}"))
        .contains("attributes.b", "x?[31m?")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void tellsNothing_whenNothingChanges() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report("parsing: {}", "a", "b").json());

    assertThat(json.path("changed").asInt()).isZero();
    assertThat(json.path("fields")).isEmpty();
    assertThat(json.path("examples")).isEmpty();
    assertThat(json.path("formats").path("text").path("then").asInt()).isEqualTo(2);
  }

  private static String text(String rules, String... lines) {
    return report(rules, lines).text();
  }

  private static TrialReport report(String rules, String... lines) {
    LogRules then = LogRules.STANDARD;
    for (RuleText<?> one : RuleText.read(rules, "rules.yaml")) {
      then =
          one.rules() instanceof MaskRules masks
              ? new LogRules(masks, then.parse())
              : new LogRules(then.masks(), (ParseRules) one.rules());
    }
    Normalizer after = Normalizer.of(then, MaskKeys.none());
    Trial trial = Trial.of(sample(lines), Normalizer.standard(), after, 5);
    return new TrialReport(trial, "t", "now", "then");
  }

  private static List<RawLog> sample(String... lines) {
    List<RawLog> sample = new ArrayList<>();
    for (String line : lines) {
      byte[] value = line.getBytes(UTF_8);
      Source source = new Source(null, null, ZoneOffset.UTC, null, null, null, null);
      Origin origin = Origin.ofRecord("sample", 0, sample.size());
      sample.add(new RawLog(value, null, source, origin, 1, new int[1], false));
    }
    return sample;
  }
}
