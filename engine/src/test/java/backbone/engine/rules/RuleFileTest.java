// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.engine.rules.RuleFile.Section;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {

  private static final Set<String> KNOWN = Set.of("policies", "ownership");

  @Test
  void cutsSectionsOutWithTheirComments() {
    List<Section> sections =
        read(
            """
            # header
            ownership: # who
              a: b

            # what is kept
            policies:
              - 1
            """);

    assertThat(sections).extracting(Section::key).containsExactly("ownership", "policies");
    assertThat(sections)
        .extracting(Section::text)
        .containsExactly(
            "# header\nownership: # who\n  a: b\n\n", "# what is kept\npolicies:\n  - 1\n");
  }

  @Test
  void takesTheWholeText_whenThereIsOneSectionHoweverItIsWritten() {
    String text = "{ownership: {a: b}}";

    assertThat(read(text)).extracting(Section::text).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | f.yaml:1:1: there is no section. Use one of ownership, policies.",
        "'[a]' | f.yaml:1:1: there is no section. Use one of ownership, policies.",
        "'policies: [' | f.yaml:1:12: this is no YAML:",
        "'ownership: {}%nformats: {}' | f.yaml:2:1: the key 'formats' is not known here.",
        "'ownership: {}%n---%npolicies: []' | f.yaml:3:1: a second document begins.",
        "'ownership:%n  a: &x b%n  c: *x' | f.yaml:3:6: *x refers to another place.",
        "'{ownership: {}, policies: []}' | f.yaml:1:2: this section cannot be cut out.",
      })
  void refuses(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("%n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"---\nownership: {}\n", "ownership: {}\n---\n", "ownership: {}\n...\n"})
  void takesTheSignsAroundADocument(String text) {
    assertThat(read(text)).extracting(Section::key).containsExactly("ownership");
  }

  @Test
  void refusesWhatFitsIntoNoRecord() {
    assertThatThrownBy(() -> read("#".repeat(RuleFile.CHARS_MAX + 1)))
        .hasMessage("f.yaml:1:1: the file has 262145 characters. Use 262144 at most.");
  }

  @Test
  void takesNoTimeForANumberThatIsAllDigits() {
    YamlNode node = new YamlNode("9".repeat(RuleFile.CHARS_MAX), null, null, 1, 1);

    assertThatThrownBy(() -> YamlProblems.decimal(node)).isInstanceOf(NumberFormatException.class);
    assertThat(YamlProblems.decimal(new YamlNode("1e-3", null, null, 1, 1))).isEqualTo("0.001");
  }

  private static List<Section> read(String text) {
    YamlProblems problems = new YamlProblems("f.yaml");
    List<Section> sections = RuleFile.read(text, KNOWN, problems);
    problems.throwIfAny();
    return sections;
  }
}
