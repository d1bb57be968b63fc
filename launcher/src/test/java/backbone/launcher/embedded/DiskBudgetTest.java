// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskBudgetTest {

  private static final List<Topic> TOPICS = Catalogue.topics();
  private static final int PARTITIONS = TOPICS.stream().mapToInt(Topic::partitions).sum();

  /** Kafka keeps the retained bytes and the segment that is being written. */
  @ParameterizedTest
  @ValueSource(longs = {1_000_000_000L, 10_000_000_000L, 10_000_000_000_000L})
  void keepsAllPartitionsWithinTheirShare(long disk) {
    DiskBudget budget = new DiskBudget(disk);

    Map<String, String> limits = budget.limits(TOPICS);

    long partition = number(limits, "retention.bytes") + number(limits, "segment.bytes");
    assertThat(partition * PARTITIONS + budget.indicesBytes()).isLessThanOrEqualTo(disk);
    assertThat(partition * PARTITIONS).isLessThanOrEqualTo(disk * 45 / 100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000L, 1_000_000_000L, 10_000_000_000_000L})
  void givesASegmentASizeThatKafkaTakes(long disk) {
    Map<String, String> limits = new DiskBudget(disk).limits(TOPICS);

    assertThat(number(limits, "segment.bytes")).isBetween(1L << 20, 64L << 20);
    assertThat(number(limits, "retention.bytes"))
        .isGreaterThanOrEqualTo(number(limits, "segment.bytes"));
  }

  private static long number(Map<String, String> limits, String key) {
    return Long.parseLong(limits.get(key));
  }
}
