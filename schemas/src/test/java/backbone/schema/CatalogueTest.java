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
}
