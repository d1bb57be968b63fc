// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.engine.sample.PolicySet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesCommandTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void tellsWhatIsInFiles_whenTheyAreRight() throws Exception {
    String policies = file("a.yaml", PolicySet.standardText());
    String owners = file("b.yaml", "ownership: {cart: shop, mail: post}");

    RulesRun run = RulesRun.of("check", policies, owners);

    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        policies
                            + ": sampling  "
                            + PolicySet.standard().version()
                            + "  errors, slow, new, first, rest"),
            line ->
                assertThat(line)
                    .matches(".*b.yaml: ownership  [0-9a-f]{16}  2 services, teams: post, shop"));
  }

  @Test
  void saysAllProblemsOfAllFiles_whenAnyIsWrong() throws Exception {
    String bad = file("bad.yaml", "ownership: {cart: Big Team}\npolicies:\n- {name: x}\n");
    String good = file("good.yaml", "ownership: {}");

    RulesRun run = RulesRun.of("check", bad, good, folder.resolve("none.yaml").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("backbone: " + bad + ":1:13: the team of 'cart'"),
            line ->
                assertThat(line).startsWith("backbone: " + bad + ":3:3: the policy has no good"),
            line -> assertThat(line).contains("none.yaml cannot be read."));
    assertThat(run.out()).contains("good.yaml: ownership");
  }

  @Test
  void printsTheBuiltInPolicies_withoutAServer() {
    assertThat(RulesRun.of("show", "--text", "built-in").out()).isEqualTo(PolicySet.standardText());
  }

  @ParameterizedTest
  @CsvSource({
    "+0s, 2026-03-01T12:00:00Z",
    "+5m, 2026-03-01T12:05:00Z",
    "2026-03-01T09:00:00+09:00, 2026-03-01T00:00:00Z",
    "2026-03-02T00:00:00Z, 2026-03-02T00:00:00Z",
  })
  void readsTimes(String text, Instant expected) {
    assertThat(RulesApply.time(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "5m", "2026-03-01", "+", "+x", "+99999999999999h"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> RulesApply.time(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--effective " + text + " is no time. Write 2026-03-01T09:00:00Z, or +5m.");
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
