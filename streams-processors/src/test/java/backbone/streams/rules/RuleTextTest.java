// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.engine.sample.PolicySet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

  private static final String BOTH =
      """
      ownership:
        cart: shop
      policies:
        - {name: all, type: always_sample}
      """;

  @Test
  void readsEachSectionWithATextThatStandsAlone() {
    List<RuleText<?>> rules = RuleText.read(BOTH, "f.yaml");

    assertThat(rules).extracting(one -> one.kind().name()).containsExactly("ownership", "sampling");
    assertThat(rules)
        .extracting(RuleText::summary)
        .containsExactly("1 services, teams: shop", "all");
    for (RuleText<?> one : rules) {
      assertThat(RuleText.read(one.text(), "again"))
          .singleElement()
          .satisfies(again -> assertThat(again.version()).isEqualTo(one.version()));
    }
  }

  @Test
  void versionOfPoliciesIsThatOfTheirFile() {
    assertThat(RuleText.read(PolicySet.standardText(), "f.yaml"))
        .singleElement()
        .extracting(RuleText::version)
        .isEqualTo(PolicySet.standard().version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policies: [{name: all, type: always_sample}]",
        "policies: {policies: [{name: all, type: always_sample}]}",
        "tail_sampling: {policies: [{name: all, type: always_sample}]}",
        "{policies: [{name: all, type: always_sample}]}",
      })
  void takesPoliciesHoweverTheyAreWritten(String text) {
    assertThat(RuleText.read(text, "f.yaml")).extracting(RuleText::summary).containsExactly("all");
  }

  @Test
  void saysAllThatIsWrongAndWhere() {
    assertThatThrownBy(
            () ->
                RuleText.read(
                    """
                    ownership:
                      cart: Big Team
                    colours: {}
                    policies:
                      - {name: a, type: nothing}
                    tail_sampling:
                      - {name: b, type: always_sample}
                    """,
                    "f.yaml"))
        .hasMessageMatching(
            "(?s)f.yaml:3:1: the key 'colours' is not known here. Use one of .*"
                + "f.yaml:2:3: the team of 'cart' is Big Team. .*"
                + "f.yaml:5:\\d+: the policy type 'nothing' is not known. .*"
                + "f.yaml:6:1: a second section of sampling. Join both.");
  }

  @Test
  void refusesASectionThatNeedsAnother() {
    String text =
        """
        policies:
          - {name: all, type: always_sample}
          - |
        #x
        ownership: {}
        """;

    assertThatThrownBy(() -> RuleText.read(text, "f.yaml"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void masksExamplesAsTheFileSays_whenItHasMaskingToo() {
    String parsing =
        """
        parsing:
          formats:
            - name: gate
              when: {prefix: 'GATE '}
              regex: 'GATE (?P<text>.*)'
              fields: {text: message}
              tests:
                - {line: GATE from 203.0.113.77, fields: {message: from %s}}
        """;
    String masking = "masking:\n  allow: {networks: [203.0.113.0/24]}\n";

    assertThat(RuleText.tested(masking + parsing.formatted("203.0.113.77"), "f.yaml")).hasSize(2);
    assertThat(RuleText.tested(parsing.formatted("203.0.113.77") + masking, "f.yaml")).hasSize(2);
    assertThat(RuleText.tested(parsing.formatted("203.0.113.xxx"), "f.yaml")).hasSize(1);
    assertThatThrownBy(
            () -> RuleText.tested(masking + parsing.formatted("203.0.113.xxx"), "f.yaml"))
        .hasMessageContaining("message is");
  }
}
