// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskBudgetTest {

  private static final List<Topic> TOPICS = Catalogue.topics();

  @ParameterizedTest
  @ValueSource(longs = {100_000_000L, 10_000_000_000L, 10_000_000_000_000L})
  void sharesOutLessThanThereIs(long disk) {
    DiskBudget budget = new DiskBudget(disk);

    assertThat(budget.topicsBytes() + budget.indicesBytes()).isLessThan(disk);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000L, 1_000_000_000L, 10_000_000_000_000L})
  void givesASegmentASizeThatKafkaTakes(long disk) {
    assertThat(new DiskBudget(disk).segmentBytes(TOPICS)).isBetween(1L << 20, 64L << 20);
  }
}
