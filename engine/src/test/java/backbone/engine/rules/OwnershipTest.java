// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  @Test
  void tellsTheTeamOfAService() throws Exception {
    Ownership owners = read("auth-service: identity\n'카트': 결제팀\n");

    assertThat(owners.team("auth-service")).isEqualTo("identity");
    assertThat(owners.team("카트")).isEqualTo("결제팀");
    assertThat(owners.team("other")).isNull();
    assertThat(owners.team(null)).isNull();
    assertThat(owners.teams()).containsExactly("identity", "결제팀");
  }

  @Test
  void versionsDiffer_onlyWhenTheMeaningDoes() throws Exception {
    String version = read("a: x\nb: y").version();

    assertThat(read("# other words\nb: y\na: x").version()).isEqualTo(version);
    assertThat(read("a: x\nb: z").version()).isNotEqualTo(version);
    assertThat(read("'a=x, b': y").version()).isNotEqualTo(version);
    assertThat(read("{}").version()).isEqualTo(Ownership.NONE.version());
  }

  @Test
  void saysAllThatIsWrongAndWhere() {
    assertThatThrownBy(() -> read("a: Big Team\nb: [x]\n'': c\n"))
        .hasMessage(
            """
            f.yaml:1:1: the team of 'a' is Big Team. Use 1 to 40 lower-case letters, digits, - and _.
            f.yaml:2:1: the team of 'b' is no plain value. Use 1 to 40 lower-case letters, digits, - and _.
            f.yaml:3:1: the service '' has no good name. Use 1 to 200 characters."""
                .stripIndent());
    assertThatThrownBy(() -> read("[a]"))
        .hasMessage("f.yaml:1:1: ownership is a map. Write one 'service: team' a line.");
  }

  private static Ownership read(String yaml) throws IOException {
    YamlProblems problems = new YamlProblems("f.yaml");
    Ownership owners = Ownership.of(YamlNode.read(new StringReader(yaml), problems), problems);
    problems.throwIfAny();
    return owners;
  }
}
