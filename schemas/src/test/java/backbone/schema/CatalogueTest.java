// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {

  @Test
  void namesAreUnique_andNeverHoldUnderscores() {
    assertThat(Catalogue.topics()).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(Catalogue.topics())
        .allSatisfy(topic -> assertThat(topic.name()).matches("telemetry(\\.[a-z-]+)+"));
  }

  @Test
  void timeStampsAreTheBrokers() {
    assertThat(Catalogue.topics())
        .allSatisfy(
            topic ->
                assertThat(topic.configs())
                    .containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @Test
  void onlyTheRulesAreKeptForEver() {
    assertThat(Catalogue.topics()).filteredOn(Topic::compacted).containsExactly(Catalogue.RULES);
    assertThat(Catalogue.RULES.configs())
        .containsEntry("cleanup.policy", "compact")
        .doesNotContainKey("retention.ms");
  }
}
