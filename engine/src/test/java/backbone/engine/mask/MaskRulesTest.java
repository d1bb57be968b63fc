// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.engine.mask.text.Rule;
import backbone.engine.rules.RuleFile;
import backbone.engine.rules.YamlProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskRulesTest {

  private static final String EXAMPLE = "docs/masking.example.yaml";

  @Test
  void isTheStandard_whenSectionIsEmpty() {
    assertThat(rules("{}").version()).isEqualTo(MaskRules.STANDARD.version());
    assertThat(rules("rules: {card: tag, ipv4: network}").version())
        .isEqualTo(MaskRules.STANDARD.version());
    assertThat(MaskRules.STANDARD.summary()).isEqualTo("as by default");
    assertThat(MaskRules.STANDARD.keys()).isEmpty();
  }

  @Test
  void versionsDiffer_onlyWhenTheMeaningDoes() {
    String version = rules("key: k1\nrules: {card: pseudonym, email: drop}").version();

    assertThat(rules("# words\nrules: {email: drop, card: {pseudonym: k1}}").version())
        .isEqualTo(version);
    assertThat(rules("key: k2\nrules: {card: pseudonym, email: drop}").version())
        .isNotEqualTo(version);
    assertThat(rules("allow: {networks: [10.0.0.0/8]}").version())
        .isEqualTo(rules("allow: {networks: [10.9.9.9/8]}").version())
        .isNotEqualTo(rules("allow: {networks: [10.0.0.0/9]}").version());
  }

  @Test
  void tellsWhatIsOwn() {
    MaskRules rules =
        rules(
            """
            key: k1
            rules: {card: {keep-last: 4}, email: pseudonym}
            allow: {values: [a, b], services: [x-*]}
            profiles: {audit: {services: [login], key: k2}}
            """);

    assertThat(rules.summary())
        .isEqualTo(
            "email pseudonym, card keep-last, 2 allowed values, 1 allowed services,"
                + " 1 audited services");
    assertThat(rules.keys()).containsExactly("k1", "k2");
  }

  @Test
  void namesTheMissingKeyAndItsSetting() {
    MaskRules rules = rules("rules: {email: {pseudonym: eu1}}");

    assertThat(rules.missing(MaskKeys.none()))
        .contains("The masking rules need the key eu1. Set jobs.masking.keys.eu1 in this process.");
    assertThat(rules("rules: {email: {pseudonym: k1}}").missing(Masks.KEYS)).isEmpty();
    assertThatThrownBy(() -> Masker.of(rules, Masks.KEYS)).hasMessageContaining("the key eu1");
  }

  @Test
  void saysAllThatIsWrongAndWhere() {
    assertThatThrownBy(
            () ->
                rules(
                    """
                    rules:
                      cards: tag
                      card: shred
                      jwt: pseudonym
                      secret: off
                      email: pseudonym
                      iban: {keep-last: 9}
                      phone: {fixed: "0100-1234"}
                    allow:
                      networks: [10.0.0.0/33]
                      values: []
                    profiles:
                      debug: {}
                    """))
        .hasMessage(
            """
            f.yaml:2:3: the key 'cards' is not known here. Use one of api-key, bank-account, card, \
            credentials, email, iban, ipv4, ipv6, jwt, kr-brn, kr-driver-licence, kr-frn, \
            kr-passport, kr-rrn, phone, private-key, secret, url-password, us-ssn.
            f.yaml:3:3: card is shred. Use one of drop, fixed, keep-last, off, pseudonym, tag.
            f.yaml:4:3: jwt is pseudonym. Use one of drop, fixed, tag.
            f.yaml:5:3: secret is off. Use one of drop, fixed, tag.
            f.yaml:6:3: pseudonyms need a key. Write key: and its id right below masking.
            f.yaml:7:10: iban keeps 9. Write keep-last: and 1 to 4.
            f.yaml:8:11: phone becomes 0100-1234. Write fixed: and 1 to 32 * or [letters and spaces].
            f.yaml:10:14: '10.0.0.0/33' cannot stand in networks. Use 10.0.0.0/8 or fd00::/8.
            f.yaml:13:3: the key 'debug' is not known here. Use one of audit."""
                .stripIndent());
  }

  @Test
  void refusesWhatIsNoMap() {
    assertThatThrownBy(() -> rules("[card]"))
        .hasMessage("f.yaml:1:1: masking is a map. Use one of allow, key, profiles, rules.");
    assertThatThrownBy(() -> rules("key: K 1")).hasMessageContaining("the key K 1 has no good id");
    assertThatThrownBy(() -> rules("allow: {keys: x}")).hasMessageContaining("keys is a list");
    assertThatThrownBy(() -> rules("rules: {card: [tag]}"))
        .hasMessageContaining("card is no plain value");
    assertThatThrownBy(() -> rules("rules: {card: {tag: 1}}"))
        .hasMessageContaining("tag takes no value");
    assertThatThrownBy(() -> rules("key: k1\nprofiles: {audit: {}}"))
        .hasMessageContaining("audit names no services");
  }

  /** The example is what people copy from. */
  @Test
  void readsTheExample() throws IOException {
    String text =
        Files.readString(Path.of(System.getProperty("backbone.root", "..")).resolve(EXAMPLE));
    YamlProblems problems = new YamlProblems(EXAMPLE);

    MaskRules rules =
        MaskRules.of(RuleFile.read(text, Set.of("masking"), problems).get(0).node(), problems);

    problems.throwIfAny();
    assertThat(rules.keys()).containsExactly("k1");
    assertThat(rules.action(Rule.CARD)).isEqualTo(Action.keepLast(4));
  }
}
