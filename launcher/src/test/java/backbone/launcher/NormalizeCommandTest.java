// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizeCommandTest {

  private static final String RULES =
      """
      masking: {key: k1, rules: {email: pseudonym}}
      parsing:
        formats:
          - name: paid
            when: {services: billing}
            dissect: 'PAY %{log.level} %{sum} %{message}'
      """;

  private static final String LINE = "PAY WARN 19.5 by kim@example.com\n";

  @TempDir Path folder;

  private String rules;

  @BeforeEach
  void writeRules() throws Exception {
    rules = Files.writeString(folder.resolve("rules.yaml"), RULES).toString();
  }

  @Test
  void readsLines_byTheRulesOfAFile() {
    RulesRun run = run(LINE, "normalize", "--rules", rules, "--service", "billing");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("\"parse.format\":\"paid\"", "\"sum\":\"19.5\"", "[email:k1:")
        .doesNotContain("kim@");
    assertThat(run.err()).contains("the key k1 is made up");
  }

  @Test
  void triesAFormatOnEveryLine_andTellsWhichHaveAnother() {
    RulesRun run = run(LINE + "other\n", "normalize", "--rules", rules, "--format", "paid");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"parse.format\":\"paid\"");
    assertThat(run.err()).contains("stdin:0:000000000021 is text, not paid");
  }

  @Test
  void takesAKeyByReferenceOnly() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys.properties"), "k1=0123456789abcdef\n");

    String named = "k1=${file:" + keys + ":k1}";
    String once = run(LINE, "mask", "--rules", rules, "--masking-key", named).out();
    String again = run(LINE, "mask", "--rules", rules, "--masking-key", named).out();
    RulesRun open = run(LINE, "mask", "--rules", rules, "--masking-key", "k1=0123456789abcdef");

    assertThat(once).isEqualTo(again).contains("[email:k1:").doesNotContain("kim@");
    assertThat(open.code()).isEqualTo(1);
    assertThat(open.err()).contains("is no reference").doesNotContain("0123456789abcdef");
  }

  @Test
  void saysWhatIsMissing_whenATopicIsNamedWithoutRules() {
    assertThat(run("", "normalize", "--topic", "t").err()).contains("Name them by --rules.");
  }

  private static RulesRun run(String input, String... arguments) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
      return RulesRun.command(arguments);
    } finally {
      System.setIn(before);
    }
  }
}
